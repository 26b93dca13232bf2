# Least privilege: what is in the two roles, and that nothing wider can be asked for.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
}

variables {
  name          = "tintype-test-posts"
  image         = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/tintype/posts:1"
  log_group_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/tintype-test/services/posts"
  secrets = [
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:tintype-test/grpc-token-AbCdEf",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-1-GhIjKl:username::",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-1-GhIjKl:password::",
  ]
  encryption_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/k"

  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/tintype-test-boundary"
}

run "starting" {
  command = plan

  assert {
    condition = { for statement in data.aws_iam_policy_document.execution.statement : statement.sid => join(" ", sort(statement.actions)) } == {
      SignInToRegistry = "ecr:GetAuthorizationToken"
      PullImage        = "ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer"
      WriteLogs        = "logs:CreateLogStream logs:PutLogEvents"
      ReadOwnSecrets   = "secretsmanager:GetSecretValue"
      DecryptSecrets   = "kms:Decrypt"
    }
    error_message = "Fargate pulls, logs and reads secrets, and does nothing else."
  }

  assert {
    condition = { for statement in data.aws_iam_policy_document.execution.statement : statement.sid => sort(statement.resources) } == {
      SignInToRegistry = tolist(["*"])
      PullImage        = tolist(["arn:aws:ecr:eu-central-1:123456789012:repository/tintype/posts"])
      WriteLogs        = tolist(["arn:aws:logs:eu-central-1:123456789012:log-group:/tintype-test/services/posts:*"])
      ReadOwnSecrets   = tolist(["arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-1-GhIjKl", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:tintype-test/grpc-token-AbCdEf"])
      DecryptSecrets   = tolist(["arn:aws:kms:eu-central-1:123456789012:key/k"])
    }
    error_message = "Its image, its log group, its secrets without the keys within them: nothing of others."
  }

  assert {
    condition     = one(data.aws_iam_policy_document.execution.statement[4].condition).variable == "kms:ViaService" && one(data.aws_iam_policy_document.execution.statement[4].condition).values == tolist(["secretsmanager.eu-central-1.amazonaws.com"])
    error_message = "The key opens secrets only."
  }

  assert {
    condition = (
      one(data.aws_iam_policy_document.trust.statement[0].principals).identifiers == toset(["ecs-tasks.amazonaws.com"])
      && one(data.aws_iam_policy_document.trust.statement[0].condition).variable == "aws:SourceAccount"
      && one(data.aws_iam_policy_document.trust.statement[0].condition).values == tolist(["123456789012"])
    )
    error_message = "Only tasks of this account take the roles."
  }

  assert {
    condition     = aws_iam_role.execution.name == "tintype-test-posts-execution" && aws_iam_role.task.name == "tintype-test-posts-task"
    error_message = "Two roles, named after the task."
  }

  assert {
    condition     = aws_iam_role.execution.permissions_boundary == var.permissions_boundary_arn && aws_iam_role.task.permissions_boundary == var.permissions_boundary_arn
    error_message = "Whatever is written into them, they may do no more than their boundary says."
  }
}

run "a_process_that_calls_nothing" {
  command = plan

  assert {
    condition     = length(aws_iam_role_policy.task) == 0
    error_message = "It has no permissions at all."
  }
}

run "no_secrets" {
  command = plan

  variables {
    secrets = []
  }

  assert {
    condition     = [for statement in data.aws_iam_policy_document.execution.statement : statement.sid] == ["SignInToRegistry", "PullImage", "WriteLogs"]
    error_message = "Without secrets there is nothing to read or decrypt."
  }
}

run "a_process_with_encrypted_stores" {
  command = plan

  variables {
    policy = [
      { sid = "Tables", actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/tintype-test-media"] },
      { sid = "Photos", actions = ["s3:GetObject", "s3:PutObject"], resources = ["arn:aws:s3:::tintype-test-photos/photos/*"] },
    ]
  }

  assert {
    condition = { for statement in data.aws_iam_policy_document.task[0].statement : statement.sid => join(" ", concat(sort(statement.actions), sort(statement.resources))) } == {
      Tables              = "dynamodb:GetItem arn:aws:dynamodb:eu-central-1:123456789012:table/tintype-test-media"
      Photos              = "s3:GetObject s3:PutObject arn:aws:s3:::tintype-test-photos/photos/*"
      UseKeyThroughStores = "kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey kms:ReEncryptFrom kms:ReEncryptTo arn:aws:kms:eu-central-1:123456789012:key/k"
    }
    error_message = "What was asked for, and the key that these stores are encrypted with."
  }

  assert {
    condition     = one(data.aws_iam_policy_document.task[0].statement[2].condition).values == tolist(["dynamodb.eu-central-1.amazonaws.com", "s3.eu-central-1.amazonaws.com"])
    error_message = "The key is used by the stores, never directly."
  }
}

run "a_process_without_encrypted_stores" {
  command = plan

  variables {
    policy = [{ sid = "Topics", actions = ["sns:Publish"], resources = ["arn:aws:sns:eu-central-1:123456789012:tintype-test-*"] }]
  }

  assert {
    condition     = [for statement in data.aws_iam_policy_document.task[0].statement : statement.sid] == ["Topics"]
    error_message = "Who uses no encrypted store gets nothing of the key."
  }
}

run "refuses_wide_actions" {
  command = plan

  variables {
    policy = [{ sid = "Wide", actions = ["s3:*"], resources = ["arn:aws:s3:::tintype-test-photos/*"] }]
  }

  expect_failures = [var.policy]
}

run "refuses_all_resources" {
  command = plan

  variables {
    policy = [{ sid = "Wide", actions = ["s3:GetObject"], resources = ["*"] }]
  }

  expect_failures = [var.policy]
}

run "refuses_images_of_others" {
  command = plan

  variables {
    image = "docker.io/library/node:24"
  }

  expect_failures = [var.image]
}

run "refuses_long_names" {
  command = plan

  variables {
    name = "tintype-test-with-a-name-that-leaves-no-room-for-what-is-added"
  }

  expect_failures = [var.name]
}
