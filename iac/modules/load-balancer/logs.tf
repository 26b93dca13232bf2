# A line for every request, in a bucket of its own.

data "aws_caller_identity" "current" {}

module "logs" {
  source = "../private-bucket"

  # Names of buckets are taken worldwide; the account's number makes this one ours.
  name          = "${var.name}-request-logs-${data.aws_caller_identity.current.account_id}"
  force_destroy = var.force_destroy
  # Load balancers write with no other kind.
  encryption = { algorithm = "AES256" }
  # Written once and kept for days: there are no earlier versions.
  versioned        = false
  policy_documents = [data.aws_iam_policy_document.logs.json]

  lifecycle_rules = [{
    id                     = "expire"
    unfinished_upload_days = 1
    expiration             = { days = var.log_retention_days }
  }]
}

data "aws_iam_policy_document" "logs" {
  statement {
    sid       = "LoadBalancerWrites"
    actions   = ["s3:PutObject"]
    resources = ["${module.logs.arn}/AWSLogs/${data.aws_caller_identity.current.account_id}/*"]

    principals {
      type        = "Service"
      identifiers = ["logdelivery.elasticloadbalancing.amazonaws.com"]
    }
  }
}
