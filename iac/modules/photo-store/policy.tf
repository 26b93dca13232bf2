# What no upload may do, whatever else the uploader is allowed. These statements refuse only, which is why they name everybody.

data "aws_iam_policy_document" "uploads" {
  # An upload that says nothing about encryption gets the bucket's key. One that asks for something else is refused;
  # `Null` keeps those that ask for nothing out of it, because "not equal" holds for what is absent.
  dynamic "statement" {
    for_each = {
      OnlyEncryptedByKms     = { variable = "s3:x-amz-server-side-encryption", value = "aws:kms" }
      OnlyEncryptedByThisKey = { variable = "s3:x-amz-server-side-encryption-aws-kms-key-id", value = var.encryption_key_arn }
    }

    content {
      sid       = statement.key
      effect    = "Deny"
      actions   = ["s3:PutObject"]
      resources = ["${module.bucket.arn}/*"]

      principals {
        type        = "*"
        identifiers = ["*"]
      }

      condition {
        test     = "Null"
        variable = statement.value.variable
        values   = ["false"]
      }

      condition {
        test     = "StringNotEquals"
        variable = statement.value.variable
        values   = [statement.value.value]
      }
    }
  }

  # A key that the uploader brings along would be lost with the uploader.
  statement {
    sid       = "NoKeysOfUploaders"
    effect    = "Deny"
    actions   = ["s3:PutObject"]
    resources = ["${module.bucket.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Null"
      variable = "s3:x-amz-server-side-encryption-customer-algorithm"
      values   = ["false"]
    }
  }
}
