# The bucket of the built pages. CloudFront alone reads it, and only this distribution.

data "aws_caller_identity" "current" {}

resource "aws_s3_bucket" "pages" {
  # Names of buckets are unique in the whole world, hence the account's number.
  bucket        = "${var.name}-pages-${data.aws_caller_identity.current.account_id}"
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_public_access_block" "pages" {
  bucket                  = aws_s3_bucket.pages.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "pages" {
  bucket = aws_s3_bucket.pages.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "pages" {
  bucket = aws_s3_bucket.pages.id

  rule {
    apply_server_side_encryption_by_default {
      # Everybody may read the pages; a key of our own would only have to be opened for CloudFront.
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "pages" {
  bucket = aws_s3_bucket.pages.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "pages" {
  # S3 refuses rules on versions until versioning is on.
  depends_on = [aws_s3_bucket_versioning.pages]
  bucket     = aws_s3_bucket.pages.id

  rule {
    id     = "clean-up"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }

    noncurrent_version_expiration {
      # Long enough to bring back the pages of a release that turned out badly.
      noncurrent_days = 30
    }
  }
}

data "aws_iam_policy_document" "pages" {
  statement {
    sid       = "OnlyEncrypted"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.pages.arn, "${aws_s3_bucket.pages.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  statement {
    sid       = "Edge"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.pages.arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudfront_distribution.this.arn]
    }
  }

  statement {
    sid = "EdgeTellsMissingFromForbidden"
    # Whoever may not list gets 403 for a file that is not there; with this it is a 404. No address of the edge lists.
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.pages.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudfront_distribution.this.arn]
    }
  }
}

resource "aws_s3_bucket_policy" "pages" {
  # Both change what a policy may say; at once they collide.
  depends_on = [aws_s3_bucket_public_access_block.pages]
  bucket     = aws_s3_bucket.pages.id
  policy     = data.aws_iam_policy_document.pages.json
}
