# The bucket of the built pages. CloudFront alone reads it, and only this distribution.

data "aws_caller_identity" "current" {}

module "pages" {
  source = "../private-bucket"

  # Names of buckets are unique in the whole world, hence the account's number.
  name          = "${var.name}-pages-${data.aws_caller_identity.current.account_id}"
  force_destroy = var.force_destroy
  # Everybody may read the pages; a key of our own would only have to be opened for CloudFront.
  encryption       = { algorithm = "AES256" }
  policy_documents = [data.aws_iam_policy_document.pages.json]

  lifecycle_rules = [{
    id                     = "clean-up"
    unfinished_upload_days = 1
    # Long enough to bring back the pages of a release that turned out badly.
    earlier_version_days = 30
  }]
}

data "aws_iam_policy_document" "pages" {
  statement {
    sid       = "Edge"
    actions   = ["s3:GetObject"]
    resources = ["${module.pages.arn}/*"]

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
    resources = [module.pages.arn]

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
