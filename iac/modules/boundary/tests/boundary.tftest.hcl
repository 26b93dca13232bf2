# What no role of the environment gets beyond: nothing of another environment, nothing about roles, keys or policies.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
}

variables {
  name               = "tintype-test"
  encryption_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/k"
  photo_bucket_arn   = "arn:aws:s3:::tintype-test-photos-123456789012-eu-central-1"
  user_pool_arn      = "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_1"
}

run "what_is_within" {
  command = plan

  assert {
    condition = { for statement in data.aws_iam_policy_document.this.statement : statement.sid => sort(statement.resources) } == {
      WithoutNames        = tolist(["*"])
      Images              = tolist(["arn:aws:ecr:eu-central-1:123456789012:repository/tintype/*"])
      Logs                = tolist(["arn:aws:logs:eu-central-1:123456789012:log-group:/tintype-test/*"])
      LogsOfServicesOfAws = tolist(["arn:aws:logs:eu-central-1:123456789012:log-group:RDS*", "arn:aws:logs:eu-central-1:123456789012:log-group:sns/*"])
      Secrets             = tolist(["arn:aws:secretsmanager:eu-central-1:123456789012:secret:tintype-test/*"])
      SecretsOfDatabases  = tolist(["arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-*"])
      Key                 = tolist(["arn:aws:kms:eu-central-1:123456789012:key/k"])
      Tables              = tolist(["arn:aws:dynamodb:eu-central-1:123456789012:table/tintype-test-*"])
      Photos              = tolist(["arn:aws:s3:::tintype-test-photos-123456789012-eu-central-1/*"])
      AbsentPhotos        = tolist(["arn:aws:s3:::tintype-test-photos-123456789012-eu-central-1"])
      Accounts            = tolist(["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_1"])
      Topics              = tolist(["arn:aws:sns:eu-central-1:123456789012:tintype-test-mail-*"])
    }
    error_message = "What has names is this environment's; the rest is images and logs that all share."
  }

  assert {
    condition     = alltrue([for statement in data.aws_iam_policy_document.this.statement : statement.effect != "Deny" && statement.not_actions == null && statement.not_resources == null])
    error_message = "It says what roles may do, never what else they may not: that would let in what nobody thought of."
  }

  assert {
    condition     = alltrue([for action in flatten([for statement in data.aws_iam_policy_document.this.statement : tolist(statement.actions)]) : can(regex("^(cognito-idp|dynamodb|ecr|kms|logs|s3|secretsmanager|sns):[A-Za-z]+$", action))])
    error_message = "Every action is named, and none is about roles or policies."
  }

  assert {
    condition     = toset(one([for statement in data.aws_iam_policy_document.this.statement : statement.actions if contains(statement.resources, "*")])) == toset(["ecr:GetAuthorizationToken", "sns:GetSubscriptionAttributes"])
    error_message = "Only where AWS takes no resource may something be done to all."
  }

  assert {
    condition = { for statement in data.aws_iam_policy_document.this.statement : statement.sid => [for condition in statement.condition : "${condition.test} ${condition.variable} ${join(" ", condition.values)}"] if length(statement.condition) > 0 } == {
      SecretsOfDatabases = ["StringLike aws:ResourceTag/aws:rds:primaryDBInstanceArn arn:aws:rds:eu-central-1:123456789012:db:tintype-test-*"]
      Key                = ["StringEquals kms:ViaService dynamodb.eu-central-1.amazonaws.com s3.eu-central-1.amazonaws.com secretsmanager.eu-central-1.amazonaws.com"]
    }
    error_message = "Secrets of databases are those of ours, and the key is used through stores."
  }

  assert {
    condition     = toset([for action in flatten([for statement in data.aws_iam_policy_document.this.statement : tolist(statement.actions)]) : action if startswith(action, "kms:")]) == toset(["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"])
    error_message = "Who uses a key gets no further say about it: no grants, no policy, no deletion."
  }

  assert {
    condition     = aws_iam_policy.this.name == "tintype-test-boundary"
    error_message = "Each environment has its own."
  }
}
