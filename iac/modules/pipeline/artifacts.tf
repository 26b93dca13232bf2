# What one stage hands to the next. A plan holds secrets, so the bucket is as private as the state.

module "artifacts" {
  source = "../private-bucket"

  # Names of buckets are unique in the whole world, hence the account's number.
  name          = "${var.name}-pipeline-${local.account}"
  force_destroy = var.force_destroy
  encryption    = { algorithm = "aws:kms", key_arn = var.encryption_key_arn }

  lifecycle_rules = [{
    id                     = "clean-up"
    unfinished_upload_days = 1
    earlier_version_days   = 1
    # An approval waits for a week at most; after two nobody needs them.
    expiration = { days = 14 }
  }]
}
