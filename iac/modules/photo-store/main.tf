# The bucket of photos. Nobody but the service media reaches it; people get photos through media and the edge.

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

resource "aws_s3_bucket" "this" {
  # Names of buckets are unique in the world, so account and region are part of it.
  bucket        = "${var.name}-photos-${data.aws_caller_identity.current.account_id}-${data.aws_region.current.name}"
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    # Turns ACLs off: policies alone say who may do what.
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    # Asks KMS once in a while for the bucket instead of for every photo.
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.encryption_key_arn
    }
  }
}

# What is overwritten or deleted by mistake can be brought back until the lifecycle removes it.
resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    id     = "unfinished-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  rule {
    id     = "deleted-photos"
    status = "Enabled"

    filter {}

    # Long enough to notice a mistake; after that a deleted photo is really gone, as people are promised.
    noncurrent_version_expiration {
      noncurrent_days = var.deleted_days
    }

    expiration {
      expired_object_delete_marker = true
    }
  }

  rule {
    id     = "originals"
    status = "Enabled"

    # Originals are large and hardly ever fetched; what the pages show lies under photos/ and stays where it is.
    filter {
      prefix = "originals/"
    }

    transition {
      days          = 0
      storage_class = "INTELLIGENT_TIERING"
    }
  }

  # S3 answers "conflict" to two changes of a bucket at once.
  depends_on = [aws_s3_bucket_versioning.this]
}
