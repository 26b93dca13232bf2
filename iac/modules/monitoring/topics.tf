# Where alarms go, and who reads them. An alarm tells a topic of its own region only, and CloudFront's metrics are in us-east-1: so two.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

resource "aws_sns_topic" "alarms" {
  name              = "${var.name}-alarms"
  kms_master_key_id = var.encryption_key_arn
  signature_version = 2 # SHA-256 instead of SHA-1
}

resource "aws_sns_topic" "edge_alarms" {
  provider = aws.global

  name              = "${var.name}-edge-alarms"
  kms_master_key_id = aws_kms_key.edge_alarms.arn
  signature_version = 2
}

data "aws_iam_policy_document" "topic" {
  for_each = { alarms = aws_sns_topic.alarms.arn, edge_alarms = aws_sns_topic.edge_alarms.arn }

  statement {
    sid       = "AlarmsOfThisAccount"
    actions   = ["sns:Publish"]
    resources = [each.value]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }

  statement {
    sid       = "OnlyEncrypted"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [each.value]

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
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.topic["alarms"].json
}

resource "aws_sns_topic_policy" "edge_alarms" {
  provider = aws.global

  arn    = aws_sns_topic.edge_alarms.arn
  policy = data.aws_iam_policy_document.topic["edge_alarms"].json
}

resource "aws_sns_topic_subscription" "alarms" {
  for_each = toset(var.alarm_emails)

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.key
}

resource "aws_sns_topic_subscription" "edge_alarms" {
  provider = aws.global
  for_each = toset(var.alarm_emails)

  topic_arn = aws_sns_topic.edge_alarms.arn
  protocol  = "email"
  endpoint  = each.key
}

# The key of everything else stays in its region, and CloudWatch may not use the one that AWS keeps for SNS.
resource "aws_kms_key" "edge_alarms" {
  provider = aws.global

  description             = "Alarms of ${var.name} about CloudFront"
  enable_key_rotation     = true
  deletion_window_in_days = 7 # it keeps nothing that anybody would miss
  policy                  = data.aws_iam_policy_document.edge_key.json
}

resource "aws_kms_alias" "edge_alarms" {
  provider = aws.global

  name          = "alias/${var.name}-edge-alarms"
  target_key_id = aws_kms_key.edge_alarms.key_id
}

# In the policy of a key, the resource "*" means this key.
data "aws_iam_policy_document" "edge_key" {
  # KMS asks for this: without the account's root the key could become one that nobody can manage. It grants nothing by itself.
  statement {
    sid       = "AccountManages"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }

  statement {
    sid       = "AlarmsReachTheirTopic"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}
