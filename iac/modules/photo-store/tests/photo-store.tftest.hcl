mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }
  mock_data "aws_region" {
    defaults = { name = "ap-southeast-2" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
  mock_resource "aws_s3_bucket" {
    override_during = plan
    defaults        = { arn = "arn:aws:s3:::photos" }
  }
}

variables {
  name               = "tintype-test"
  encryption_key_arn = "arn:aws:kms:ap-southeast-2:111122223333:key/00000000-0000-0000-0000-000000000000"
}

run "kept" {
  command = plan

  assert {
    condition     = module.bucket.name == "tintype-test-photos-111122223333-ap-southeast-2" && output.bucket == module.bucket.name
    error_message = "The name is unique in the world."
  }

  assert {
    condition     = !module.bucket.settings.force_destroy
    error_message = "Unless told otherwise the bucket stays while it holds photos."
  }

  assert {
    condition     = module.bucket.settings.versioned
    error_message = "Deleted photos can be brought back."
  }
}

run "let_go" {
  command = plan

  variables {
    force_destroy = true
  }

  assert {
    condition     = module.bucket.settings.force_destroy
    error_message = "Told so, the bucket goes with its photos."
  }
}

run "encrypted" {
  command = plan

  assert {
    condition     = module.bucket.settings.encryption.sse_algorithm == "aws:kms" && module.bucket.settings.encryption.kms_master_key_id == var.encryption_key_arn
    error_message = "Photos are encrypted with the environment's key."
  }
}

run "policy" {
  command = plan

  assert {
    condition     = alltrue([for statement in data.aws_iam_policy_document.uploads.statement : statement.effect == "Deny"])
    error_message = "What is said of uploads only refuses."
  }

  assert {
    condition     = module.bucket.settings.policy_documents == tolist([data.aws_iam_policy_document.uploads.json])
    error_message = "The bucket's policy says so."
  }

  assert {
    condition = {
      for statement in data.aws_iam_policy_document.uploads.statement :
      statement.sid => { for condition in statement.condition : "${condition.test} ${condition.variable}" => one(condition.values) }
      if statement.actions == toset(["s3:PutObject"])
      } == {
      OnlyEncryptedByKms = {
        "Null s3:x-amz-server-side-encryption"            = "false"
        "StringNotEquals s3:x-amz-server-side-encryption" = "aws:kms"
      }
      OnlyEncryptedByThisKey = {
        "Null s3:x-amz-server-side-encryption-aws-kms-key-id"            = "false"
        "StringNotEquals s3:x-amz-server-side-encryption-aws-kms-key-id" = var.encryption_key_arn
      }
      NoKeysOfUploaders = { "Null s3:x-amz-server-side-encryption-customer-algorithm" = "false" }
    }
    error_message = "Uploads that ask for another encryption are refused."
  }
}

run "lifecycle" {
  command = plan

  assert {
    condition = [
      for rule in module.bucket.settings.lifecycle_rules : one(rule.abort_incomplete_multipart_upload).days_after_initiation
      if rule.id == "unfinished-uploads" && rule.status == "Enabled"
    ] == [1]
    error_message = "Unfinished uploads go after a day."
  }

  assert {
    condition = [
      for rule in module.bucket.settings.lifecycle_rules :
      [one(rule.noncurrent_version_expiration).noncurrent_days, one(rule.expiration).expired_object_delete_marker]
      if rule.id == "deleted-photos" && rule.status == "Enabled"
    ] == [[30, true]]
    error_message = "Deleted photos are gone after 30 days."
  }

  assert {
    condition = [
      for rule in module.bucket.settings.lifecycle_rules :
      "${one(rule.filter).prefix} ${one(rule.transition).storage_class}" if length(rule.transition) > 0
    ] == ["originals/ INTELLIGENT_TIERING"]
    error_message = "Originals, and nothing else, move to where rarely read things cost less."
  }
}

run "name_too_long_for_a_bucket" {
  command = plan

  variables {
    name = "tintype-an-environment-too-long"
  }

  expect_failures = [var.name]
}
