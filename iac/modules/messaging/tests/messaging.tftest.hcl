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
  mock_resource "aws_iam_role" {
    override_during = plan
    defaults        = { arn = "arn:aws:iam::111122223333:role/some" }
  }
}

variables {
  name              = "tintype-test"
  sms_monthly_limit = 1

  permissions_boundary_arn = "arn:aws:iam::111122223333:policy/tintype-test-boundary"
}

run "limit_and_logs" {
  command = plan

  assert {
    condition     = aws_sns_sms_preferences.this.monthly_spend_limit == 1
    error_message = "SMS stop at the limit."
  }

  assert {
    condition     = aws_sns_sms_preferences.this.default_sms_type == "Transactional"
    error_message = "What somebody waits for goes first."
  }

  assert {
    condition     = aws_sns_sms_preferences.this.delivery_status_iam_role_arn == "arn:aws:iam::111122223333:role/some" && aws_sns_sms_preferences.this.delivery_status_success_sampling_rate == "10"
    error_message = "SNS says how they fared."
  }

  assert {
    condition     = output.topic_prefix == "tintype-test-mail"
    error_message = "Topics carry the environment's name."
  }
}

run "role" {
  command = plan

  assert {
    condition     = one(data.aws_iam_policy_document.write_logs.statement).resources == toset(["arn:aws:logs:eu-central-1:111122223333:log-group:sns/*"])
    error_message = "SNS writes to its own log groups only."
  }

  assert {
    condition     = length([for action in one(data.aws_iam_policy_document.write_logs.statement).actions : action if strcontains(action, "*")]) == 0
    error_message = "Every action is named."
  }

  assert {
    condition = [
      for condition in one(data.aws_iam_policy_document.assume.statement).condition : "${condition.test} ${condition.variable} ${one(condition.values)}"
    ] == ["StringEquals aws:SourceAccount 111122223333"]
    error_message = "Only SNS on behalf of this account takes the role."
  }

  assert {
    condition     = aws_iam_role.delivery_status.permissions_boundary == var.permissions_boundary_arn
    error_message = "It may do no more than its boundary says."
  }
}

run "half_a_dollar" {
  command = plan

  variables {
    sms_monthly_limit = 0.5
  }

  expect_failures = [var.sms_monthly_limit]
}
