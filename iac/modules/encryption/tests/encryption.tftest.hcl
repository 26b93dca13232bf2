mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
}

variables {
  name = "tintype-test"
}

run "key" {
  command = plan

  assert {
    condition     = aws_kms_key.this.enable_key_rotation
    error_message = "The key is rotated."
  }

  assert {
    condition     = aws_kms_key.this.deletion_window_in_days == 30
    error_message = "A deletion can be taken back for 30 days."
  }

  assert {
    condition     = aws_kms_alias.this.name == "alias/tintype-test"
    error_message = "The key is found under the environment's name."
  }
}

run "key_policy" {
  command = plan

  assert {
    condition = [
      for statement in data.aws_iam_policy_document.key.statement : one(statement.principals).identifiers
      if contains(statement.actions, "kms:*")
    ] == [toset(["arn:aws:iam::111122223333:root"])]
    error_message = "Only the account's root has kms:*."
  }

  assert {
    condition = alltrue([
      for statement in data.aws_iam_policy_document.key.statement :
      length([for action in statement.actions : action if strcontains(action, "*")]) == 0 if statement.sid != "AccountManages"
    ])
    error_message = "No other statement has an action with an asterisk."
  }

  assert {
    condition = alltrue([
      for statement in data.aws_iam_policy_document.key.statement : length(statement.condition) > 0 if statement.sid != "AccountManages"
    ])
    error_message = "Every other statement is bound to a condition."
  }

  assert {
    condition     = !contains(flatten([for statement in data.aws_iam_policy_document.key.statement : [for principal in statement.principals : principal.identifiers]]), "*")
    error_message = "Nobody uses the key without being named."
  }

  assert {
    condition = toset(flatten([
      for statement in data.aws_iam_policy_document.key.statement : [
        for principal in statement.principals : principal.identifiers if principal.type == "Service"
      ]
    ])) == toset(["cloudwatch.amazonaws.com", "logs.eu-central-1.amazonaws.com"])
    error_message = "Of AWS's services, the logs of this region and CloudWatch use the key."
  }

  assert {
    condition = [
      for statement in data.aws_iam_policy_document.key.statement :
      { for condition in statement.condition : "${condition.test} ${condition.variable}" => one(condition.values) }
      if statement.sid == "LogsOfThisRegion"
    ] == [{ "ArnLike kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:eu-central-1:111122223333:*" }]
    error_message = "Logs use the key for log groups of this account only."
  }
}
