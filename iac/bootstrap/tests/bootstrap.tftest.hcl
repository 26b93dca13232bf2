# What is made first: the state's bucket, which nobody else may read and nothing may delete by accident, and the registry.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_resource "aws_s3_bucket" {
    override_during = plan
    defaults        = { id = "bucket", arn = "arn:aws:s3:::bucket" }
  }
}

variables {
  region = "eu-central-1"
}

run "the_state_is_kept" {
  command = plan

  assert {
    condition     = aws_s3_bucket.state.bucket == "tintype-terraform-123456789012-eu-central-1" && !aws_s3_bucket.state.force_destroy
    error_message = "The operations find the bucket by this name, and it is not deleted while it holds states."
  }

  assert {
    condition     = aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"
    error_message = "Earlier states can be had back."
  }

  assert {
    condition = (
      aws_s3_bucket_lifecycle_configuration.state.rule[0].status == "Enabled"
      && aws_s3_bucket_lifecycle_configuration.state.rule[0].noncurrent_version_expiration[0].noncurrent_days == 90
      && aws_s3_bucket_lifecycle_configuration.state.rule[0].abort_incomplete_multipart_upload[0].days_after_initiation == 1
      && aws_s3_bucket_lifecycle_configuration.state.rule[0].expiration[0].expired_object_delete_marker
    )
    error_message = "Earlier states go after 90 days, broken uploads after one."
  }
}

run "the_state_is_private" {
  command = plan

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.state.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms" && one(aws_s3_bucket_server_side_encryption_configuration.state.rule).bucket_key_enabled
    error_message = "States hold secrets: they are encrypted with KMS."
  }

  assert {
    condition = (
      aws_s3_bucket_public_access_block.state.block_public_acls && aws_s3_bucket_public_access_block.state.block_public_policy
      && aws_s3_bucket_public_access_block.state.ignore_public_acls && aws_s3_bucket_public_access_block.state.restrict_public_buckets
      && aws_s3_bucket_ownership_controls.state.rule[0].object_ownership == "BucketOwnerEnforced"
    )
    error_message = "The bucket is closed to the public."
  }

  assert {
    condition = (
      length(data.aws_iam_policy_document.state.statement) == 1
      && data.aws_iam_policy_document.state.statement[0].effect == "Deny"
      && one(data.aws_iam_policy_document.state.statement[0].condition).variable == "aws:SecureTransport"
      && one(data.aws_iam_policy_document.state.statement[0].condition).values == tolist(["false"])
      && data.aws_iam_policy_document.state.statement[0].resources == toset(["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"])
    )
    error_message = "The bucket is reached by TLS only."
  }
}

run "a_repository_for_each_service" {
  command = plan

  assert {
    condition     = toset(keys(module.registry.urls)) == toset(["tintype/auth", "tintype/media", "tintype/posts", "tintype/notifications"]) && toset(keys(output.image_registry)) == toset(["auth", "media", "posts", "notifications"])
    error_message = "Each service has its repository, and is found by its own name."
  }

  assert {
    condition     = output.region == "eu-central-1"
    error_message = "The region is handed on."
  }
}
