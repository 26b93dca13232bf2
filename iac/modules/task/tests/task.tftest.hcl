# A task that runs once: locked up like a service, with its own command, its own secrets and no permissions.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    override_during = plan
    defaults        = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/tintype-test/tasks/posts-migrate" }
  }

  mock_resource "aws_iam_role" {
    override_during = plan
    defaults        = { id = "role", arn = "arn:aws:iam::123456789012:role/mocked" }
  }
}

variables {
  name               = "tintype-test"
  task               = "posts-migrate"
  image              = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/tintype/posts:1"
  command            = ["node", "migrate.ts"]
  cpu_architecture   = "ARM64"
  environment        = { DATABASE_URL = "postgres://db:5432/posts" }
  secrets            = { DATABASE_PASSWORD = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-1-GhIjKl:password::" }
  encryption_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/k"
  log_retention_days = 14

  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/tintype-test-boundary"
}

run "what_it_runs" {
  command = plan

  assert {
    condition = (
      jsondecode(aws_ecs_task_definition.this.container_definitions)[0].command == ["node", "migrate.ts"]
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].name == "posts-migrate"
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].image == var.image
      && aws_ecs_task_definition.this.family == "tintype-test-posts-migrate" && aws_ecs_task_definition.this.runtime_platform[0].cpu_architecture == "ARM64"
    )
    error_message = "Its command, in the image of the service, under its own name."
  }

  assert {
    condition = (
      jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets == [{ name = "DATABASE_PASSWORD", valueFrom = var.secrets["DATABASE_PASSWORD"] }]
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment == [{ name = "DATABASE_URL", value = "postgres://db:5432/posts" }]
    )
    error_message = "Secrets come by reference, variables by value."
  }
}

run "how_it_is_locked_up" {
  command = plan

  assert {
    condition = (
      jsondecode(aws_ecs_task_definition.this.container_definitions)[0].user == "node" && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].readonlyRootFilesystem
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].linuxParameters.capabilities == { add = [], drop = ["ALL"] }
      && length(jsondecode(aws_ecs_task_definition.this.container_definitions)[0].portMappings) == 0
    )
    error_message = "Not root, no writing to the image, no privileges, no ports."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].stopTimeout == 120 && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].logConfiguration.options["mode"] == "blocking"
    error_message = "It gets to finish, and nothing that it says is lost."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.name == "/tintype-test/tasks/posts-migrate" && aws_cloudwatch_log_group.this.retention_in_days == 14 && aws_cloudwatch_log_group.this.kms_key_id == var.encryption_key_arn
    error_message = "Its logs are its own, encrypted, and expire."
  }
}

run "refuses_to_start_the_service" {
  command = plan

  variables {
    command = []
  }

  expect_failures = [var.command]
}
