# What SNS may spend on SMS, and where it says how they fared. Topics are made by the service notifications, one for each
# address that somebody adds: <topic prefix>-<id>.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

# These settings are those of the account in this region: environments that share both share them, and the last apply wins.
resource "aws_sns_sms_preferences" "this" {
  monthly_spend_limit          = var.sms_monthly_limit
  default_sms_type             = "Transactional"
  delivery_status_iam_role_arn = aws_iam_role.delivery_status.arn
  # Per cent of the successes that are logged; failures are logged always.
  delivery_status_success_sampling_rate = "10"
}

resource "aws_iam_role" "delivery_status" {
  name                 = "${var.name}-sms-delivery-status"
  description          = "SNS writes how SMS fared"
  assume_role_policy   = data.aws_iam_policy_document.assume.json
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy" "delivery_status" {
  name   = "write-logs"
  role   = aws_iam_role.delivery_status.id
  policy = data.aws_iam_policy_document.write_logs.json
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "write_logs" {
  statement {
    actions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    # SNS chooses the names: sns/<region>/<account>/DirectPublishToPhoneNumber, and the same with /Failure.
    resources = ["arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:log-group:sns/*"]
  }
}
