# What every bucket of this project is, and what its callers may choose. Nothing is created.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_resource "aws_s3_bucket" {
    override_during = plan
    defaults = {
      id                          = "bucket"
      arn                         = "arn:aws:s3:::bucket"
      bucket_regional_domain_name = "bucket.s3.example"
    }
  }
}

variables {
  name            = "tintype-test-things-123456789012"
  encryption      = { algorithm = "aws:kms", key_arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000" }
  lifecycle_rules = [{ id = "clean-up", unfinished_upload_days = 1 }]
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
    condition = toset([
      aws_s3_bucket_public_access_block.this.bucket, aws_s3_bucket_ownership_controls.this.bucket, aws_s3_bucket_policy.this.bucket,
      aws_s3_bucket_server_side_encryption_configuration.this.bucket, aws_s3_bucket_versioning.this[0].bucket, aws_s3_bucket_lifecycle_configuration.this.bucket,
    ]) == toset(["bucket"])
    error_message = "All of it is said of this bucket."
  }
}

run "answers_to_its_name" {
  command = plan

  assert {
    condition     = aws_s3_bucket.this.bucket == var.name && output.name == var.name
    error_message = "The bucket has the name that was asked for."
  }

  assert {
    condition     = output.arn == "arn:aws:s3:::bucket" && output.regional_domain_name == "bucket.s3.example"
    error_message = "Policies and CloudFront find it."
  }
}

run "only_by_tls" {
  command = plan

  assert {
    condition = [
      for statement in data.aws_iam_policy_document.this.statement : {
        effect = statement.effect, actions = statement.actions, resources = toset(statement.resources),
        who    = { for principal in statement.principals : principal.type => tolist(principal.identifiers) }
        when   = { for condition in statement.condition : "${condition.test} ${condition.variable}" => one(condition.values) }
      }
      ] == [{
        effect = "Deny", actions = toset(["s3:*"]), resources = toset(["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"]),
        who    = { "*" = tolist(["*"]) }
        when   = { "Bool aws:SecureTransport" = "false" }
    }]
    error_message = "Nobody is answered without TLS, whatever they ask."
  }
}

run "only_by_tls_and_what_the_caller_says" {
  command = plan

  variables {
    policy_documents = ["{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"First\"}]}", "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Second\"}]}"]
  }

  assert {
    condition     = data.aws_iam_policy_document.this.source_policy_documents == tolist(var.policy_documents) && one(data.aws_iam_policy_document.this.statement).sid == "OnlyByTls"
    error_message = "Statements of the caller come beside it, not in its place."
  }

  assert {
    condition     = output.settings.policy_documents == tolist(var.policy_documents)
    error_message = "Callers see that theirs are there."
  }
}

run "careful_unless_told_otherwise" {
  command = plan

  assert {
    condition     = !aws_s3_bucket.this.force_destroy && !output.settings.force_destroy
    error_message = "The bucket stays while it holds anything."
  }

  assert {
    condition     = one(one(aws_s3_bucket_versioning.this[*].versioning_configuration)).status == "Enabled" && output.settings.versioned
    error_message = "What is deleted can be brought back."
  }
}

run "told_otherwise" {
  command = plan

  variables {
    force_destroy = true
    versioned     = false
  }

  assert {
    condition     = aws_s3_bucket.this.force_destroy && output.settings.force_destroy
    error_message = "The bucket goes with what is in it."
  }

  assert {
    condition     = length(aws_s3_bucket_versioning.this) == 0 && !output.settings.versioned
    error_message = "There are no earlier versions."
  }
}

run "encrypted_with_a_key_of_ours" {
  command = plan

  assert {
    condition = (
      one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms" &&
      one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).kms_master_key_id == var.encryption.key_arn
    )
    error_message = "KMS encrypts, with the key that was named."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled
    error_message = "KMS is not asked for every object."
  }

  assert {
    condition     = output.settings.encryption.sse_algorithm == "aws:kms" && output.settings.encryption.kms_master_key_id == var.encryption.key_arn
    error_message = "Callers see what encrypts."
  }
}

run "encrypted_with_the_key_of_aws" {
  command = plan

  variables {
    encryption = { algorithm = "aws:kms" }
  }

  assert {
    condition = (
      one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms" &&
      one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).kms_master_key_id == null &&
      one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled
    )
    error_message = "KMS encrypts, with AWS's own key for S3."
  }
}

run "encrypted_by_s3_itself" {
  command = plan

  variables {
    encryption = { algorithm = "AES256" }
  }

  assert {
    condition = (
      one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256" &&
      one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).kms_master_key_id == null &&
      one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled == null
    )
    error_message = "S3's keys encrypt, and KMS is not asked."
  }
}

run "rules_arrive_as_they_are_and_in_their_order" {
  command = plan

  variables {
    lifecycle_rules = [
      { id = "unfinished", unfinished_upload_days = 2 },
      { id = "everything", expiration = { days = 14 }, earlier_version_days = 3 },
      { id = "marks", expiration = { delete_markers = true } },
      { id = "large", prefix = "large/", transition = { days = 5, storage_class = "INTELLIGENT_TIERING" } },
    ]
  }

  assert {
    condition = [for rule in aws_s3_bucket_lifecycle_configuration.this.rule : "${rule.id} ${rule.status} ${length(rule.filter)}"] == [
      "unfinished Enabled 1", "everything Enabled 1", "marks Enabled 1", "large Enabled 1",
    ]
    error_message = "Every rule holds, and says for what."
  }

  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.this.rule : one(rule.filter).prefix if rule.id == "large"] == ["large/"]
    error_message = "A rule with a prefix holds for what is below it."
  }

  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.this.rule : [for abort in rule.abort_incomplete_multipart_upload : abort.days_after_initiation]] == [[2], [], [], []]
    error_message = "Unfinished uploads go when the rule says so."
  }

  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.this.rule : [for expiration in rule.expiration : rule.id == "marks" ? expiration.expired_object_delete_marker : expiration.days == 14]] == [[], [true], [true], []]
    error_message = "What is there goes after its days, or the marks of what was deleted do."
  }

  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.this.rule : [for expiration in rule.noncurrent_version_expiration : expiration.noncurrent_days]] == [[], [3], [], []]
    error_message = "Earlier versions go after theirs."
  }

  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.this.rule : [for transition in rule.transition : "${transition.days} ${transition.storage_class}"]] == [[], [], [], ["5 INTELLIGENT_TIERING"]]
    error_message = "What is rarely read moves to where it costs less."
  }

  assert {
    condition     = [for rule in output.settings.lifecycle_rules : rule.id] == ["unfinished", "everything", "marks", "large"]
    error_message = "Callers see their rules."
  }
}

run "refuses_what_is_no_name" {
  command = plan

  variables {
    name = "Tintype_things"
  }

  expect_failures = [var.name]
}

run "refuses_a_name_that_is_too_long" {
  command = plan

  variables {
    name = "tintype-a-name-that-would-be-fine-if-it-were-not-that-very-long1"
  }

  expect_failures = [var.name]
}

run "refuses_an_unknown_encryption" {
  command = plan

  variables {
    encryption = { algorithm = "none" }
  }

  expect_failures = [var.encryption]
}

run "refuses_a_key_that_would_not_be_used" {
  command = plan

  variables {
    encryption = { algorithm = "AES256", key_arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000" }
  }

  expect_failures = [var.encryption]
}

run "refuses_to_keep_unfinished_uploads" {
  command = plan

  variables {
    lifecycle_rules = [{ id = "clean-up", earlier_version_days = 1 }]
  }

  expect_failures = [var.lifecycle_rules]
}

run "refuses_to_keep_unfinished_uploads_of_a_part" {
  command = plan

  variables {
    lifecycle_rules = [{ id = "clean-up", prefix = "large/", unfinished_upload_days = 1 }]
  }

  expect_failures = [var.lifecycle_rules]
}
