# The most that any role of the environment may ever do, whatever its own policies say. The pipeline writes those policies, so
# without this whoever gets a commit through it could give a task every permission of the account. The pipeline cannot change
# this one: a role that needs more than is here needs somebody with more rights, who runs `make deploy`.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name
  # What an ARN of a service begins with, in this region and account.
  of = { for service in ["dynamodb", "ecr", "logs", "rds", "secretsmanager", "sns"] : service => "arn:${local.partition}:${service}:${local.region}:${data.aws_caller_identity.current.account_id}" }
}

resource "aws_iam_policy" "this" {
  name        = "${var.name}-boundary"
  description = "The most that a role of ${var.name} may do."
  policy      = data.aws_iam_policy_document.this.json
}

data "aws_iam_policy_document" "this" {
  # AWS takes no resource for these two: a token for the whole registry, and whether an address was confirmed.
  statement {
    sid       = "WithoutNames"
    actions   = ["ecr:GetAuthorizationToken", "sns:GetSubscriptionAttributes"]
    resources = ["*"]
  }

  statement {
    sid       = "Images"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["${local.of.ecr}:repository/tintype/*"]
  }

  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${local.of.logs}:log-group:/${var.name}/*"]
  }

  # RDS and SNS choose the names of these, the same for all environments. The actions are those of AWS's own policy for the
  # figures of machines; SNS needs some of them.
  statement {
    sid       = "LogsOfServicesOfAws"
    actions   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents", "logs:PutRetentionPolicy"]
    resources = ["${local.of.logs}:log-group:RDS*", "${local.of.logs}:log-group:sns/*"]
  }

  statement {
    sid       = "Secrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["${local.of.secretsmanager}:secret:${var.name}/*"]
  }

  # RDS draws the names of its secrets, and writes beside them which database they open.
  statement {
    sid       = "SecretsOfDatabases"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["${local.of.secretsmanager}:secret:rds!db-*"]

    condition {
      test     = "StringLike"
      variable = "aws:ResourceTag/aws:rds:primaryDBInstanceArn"
      values   = ["${local.of.rds}:db:${var.name}-*"]
    }
  }

  # Through stores only; and nothing that would change who may use it.
  statement {
    sid       = "Key"
    actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"]
    resources = [var.encryption_key_arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [for store in ["dynamodb", "s3", "secretsmanager"] : "${store}.${local.region}.amazonaws.com"]
    }
  }

  statement {
    sid       = "Tables"
    actions   = ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
    resources = ["${local.of.dynamodb}:table/${var.name}-*"]
  }

  statement {
    sid       = "Photos"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${var.photo_bucket_arn}/*"]
  }

  statement {
    sid       = "AbsentPhotos"
    actions   = ["s3:ListBucket"]
    resources = [var.photo_bucket_arn]
  }

  statement {
    sid       = "Accounts"
    actions   = ["cognito-idp:AdminGetUser", "cognito-idp:AdminSetUserPassword", "cognito-idp:AdminUserGlobalSignOut"]
    resources = [var.user_pool_arn]
  }

  # As the module `messaging` names them. No telephone number is a topic: SMS would need a statement of their own.
  statement {
    sid       = "Topics"
    actions   = ["sns:CreateTopic", "sns:DeleteTopic", "sns:Publish", "sns:Subscribe"]
    resources = ["${local.of.sns}:${var.name}-mail-*"]
  }
}
