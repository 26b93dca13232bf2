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

run "nothing_is_public" {
  command = plan

  assert {
    condition = (
      aws_s3_bucket_public_access_block.this.block_public_acls &&
      aws_s3_bucket_public_access_block.this.block_public_policy &&
      aws_s3_bucket_public_access_block.this.ignore_public_acls &&
      aws_s3_bucket_public_access_block.this.restrict_public_buckets
    )
    error_message = "All four blocks are on."
  }

  assert {
    condition     = one(aws_s3_bucket_ownership_controls.this.rule).object_ownership == "BucketOwnerEnforced"
    error_message = "ACLs are off."
  }

  assert {
    condition     = aws_s3_bucket.this.bucket == "tintype-test-photos-111122223333-ap-southeast-2"
    error_message = "The name is unique in the world."
  }

  assert {
    condition     = !aws_s3_bucket.this.force_destroy
    error_message = "Unless told otherwise the bucket stays while it holds photos."
  }
}

run "everything_is_encrypted_and_versioned" {
  command = plan

  assert {
    condition = (
      one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms" &&
      one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).kms_master_key_id == var.encryption_key_arn
    )
    error_message = "Photos are encrypted with the environment's key."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled
    error_message = "KMS is not asked for every photo."
  }

  assert {
    condition     = one(aws_s3_bucket_versioning.this.versioning_configuration).status == "Enabled"
    error_message = "Deleted photos can be brought back."
  }
}

run "policy" {
  command = plan

  assert {
    condition     = alltrue([for statement in data.aws_iam_policy_document.this.statement : statement.effect == "Deny"])
    error_message = "The bucket's policy only refuses."
  }

  assert {
    condition = [
      for statement in data.aws_iam_policy_document.this.statement : {
        actions = statement.actions, resources = toset(statement.resources),
        when    = { for condition in statement.condition : "${condition.test} ${condition.variable}" => one(condition.values) }
      } if statement.sid == "OnlyEncryptedConnections"
      ] == [{
        actions = toset(["s3:*"]), resources = toset(["arn:aws:s3:::photos", "arn:aws:s3:::photos/*"]),
        when    = { "Bool aws:SecureTransport" = "false" }
    }]
    error_message = "Without TLS nothing is answered."
  }

  assert {
    condition = {
      for statement in data.aws_iam_policy_document.this.statement :
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
      for rule in aws_s3_bucket_lifecycle_configuration.this.rule : one(rule.abort_incomplete_multipart_upload).days_after_initiation
      if rule.id == "unfinished-uploads" && rule.status == "Enabled"
    ] == [1]
    error_message = "Unfinished uploads go after a day."
  }

  assert {
    condition = [
      for rule in aws_s3_bucket_lifecycle_configuration.this.rule :
      [one(rule.noncurrent_version_expiration).noncurrent_days, one(rule.expiration).expired_object_delete_marker]
      if rule.id == "deleted-photos" && rule.status == "Enabled"
    ] == [[30, true]]
    error_message = "Deleted photos are gone after 30 days."
  }

  assert {
    condition = [
      for rule in aws_s3_bucket_lifecycle_configuration.this.rule :
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
