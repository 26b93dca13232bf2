# Shares of the capacity providers, and what the cluster keeps of what it measures.

mock_provider "aws" {}

variables {
  name               = "tintype-test"
  spot_share         = 0
  encryption_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/k"
  log_retention_days = 14
}

run "on_demand_only" {
  command = plan

  assert {
    condition     = output.capacity_strategy == [{ provider = "FARGATE", weight = 100, takes_least = true }]
    error_message = "Without a share for Spot nothing runs on it."
  }

  assert {
    condition     = aws_ecs_cluster_capacity_providers.this.capacity_providers == toset(["FARGATE", "FARGATE_SPOT"]) && one(aws_ecs_cluster_capacity_providers.this.default_capacity_provider_strategy).capacity_provider == "FARGATE"
    error_message = "Both providers are there; what says nothing runs on demand."
  }
}

run "a_share_on_spot" {
  command = plan

  variables {
    spot_share = 70
  }

  assert {
    condition     = output.capacity_strategy == [{ provider = "FARGATE", weight = 30, takes_least = true }, { provider = "FARGATE_SPOT", weight = 70, takes_least = false }]
    error_message = "The least tasks are on demand, the others are shared out."
  }
}

run "all_that_can_be_on_spot" {
  command = plan

  variables {
    spot_share = 100
  }

  assert {
    condition     = alltrue([for provider in output.capacity_strategy : provider.weight > 0]) && [for provider in output.capacity_strategy : provider.provider if provider.takes_least] == ["FARGATE"]
    error_message = "A provider of weight 0 gets no tasks, not even the least ones; these are never on Spot."
  }
}

run "measured_and_encrypted" {
  command = plan

  assert {
    condition     = one(aws_ecs_cluster.this.setting).name == "containerInsights" && one(aws_ecs_cluster.this.setting).value == "enabled"
    error_message = "Container Insights is on."
  }

  assert {
    condition     = aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].logging == "NONE" && aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].kms_key_id == var.encryption_key_arn
    error_message = "Sessions of commands are encrypted with our key."
  }

  assert {
    condition     = aws_cloudwatch_log_group.insights.name == "/aws/ecs/containerinsights/tintype-test/performance" && aws_cloudwatch_log_group.insights.retention_in_days == 14 && aws_cloudwatch_log_group.insights.kms_key_id == var.encryption_key_arn
    error_message = "What ECS measures is kept where ECS puts it, encrypted, and expires."
  }

  assert {
    condition     = aws_service_discovery_http_namespace.this.name == "tintype-test"
    error_message = "Services find each other in the namespace of the environment."
  }
}

run "refuses_shares_that_are_none" {
  command = plan

  variables {
    spot_share = 120
  }

  expect_failures = [var.spot_share]
}
