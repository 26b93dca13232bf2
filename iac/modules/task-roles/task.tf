# While the container runs: what its code calls. A process that calls nothing of AWS has a role without permissions.

locals {
  # Stores that are encrypted with our key. They use it in the name of the caller, who needs permission for it too.
  encrypted_stores = ["dynamodb", "s3"]
  used_stores      = [for store in local.encrypted_stores : store if anytrue([for action in flatten(var.policy[*].actions) : startswith(action, "${store}:")])]
}

data "aws_iam_policy_document" "task" {
  count = length(var.policy) == 0 ? 0 : 1

  dynamic "statement" {
    for_each = var.policy

    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }

  dynamic "statement" {
    for_each = length(local.used_stores) == 0 ? [] : [local.used_stores]

    content {
      sid       = "UseKeyThroughStores"
      actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"]
      resources = [var.encryption_key_arn]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = [for store in statement.value : "${store}.${local.region}.amazonaws.com"]
      }
    }
  }
}

resource "aws_iam_role" "task" {
  name                 = "${var.name}-task"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy" "task" {
  count = length(var.policy) == 0 ? 0 : 1

  name   = "call-aws"
  role   = aws_iam_role.task.id
  policy = data.aws_iam_policy_document.task[0].json
}
