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
    condition     = output.state_bucket == "tintype-terraform-123456789012-eu-central-1" && !module.state.settings.force_destroy
    error_message = "The operations find the bucket by this name, and it is not deleted while it holds states."
  }

  assert {
    condition     = module.state.settings.versioned
    error_message = "Earlier states can be had back."
  }

  assert {
    condition = [
      for rule in module.state.settings.lifecycle_rules :
      [one(rule.noncurrent_version_expiration).noncurrent_days, one(rule.abort_incomplete_multipart_upload).days_after_initiation, one(rule.expiration).expired_object_delete_marker]
      if rule.status == "Enabled"
    ] == [[90, 1, true]]
    error_message = "Earlier states go after 90 days, broken uploads after one."
  }
}

run "the_state_is_private" {
  command = plan

  assert {
    condition     = module.state.settings.encryption.sse_algorithm == "aws:kms" && module.state.settings.encryption.kms_master_key_id == null
    error_message = "States hold secrets: they are encrypted with KMS, by AWS's own key."
  }

  assert {
    condition     = length(module.state.settings.policy_documents) == 0
    error_message = "Nobody is let in by the bucket's policy."
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
