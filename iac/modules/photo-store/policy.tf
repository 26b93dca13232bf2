# What nobody may do, whatever else they are allowed. These statements refuse only, which is why they name everybody and every action.

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id
  policy = data.aws_iam_policy_document.this.json

  depends_on = [aws_s3_bucket_public_access_block.this]
}

data "aws_iam_policy_document" "this" {
  statement {
    sid       = "OnlyEncryptedConnections"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]

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
      resources = ["${aws_s3_bucket.this.arn}/*"]

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
    resources = ["${aws_s3_bucket.this.arn}/*"]

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
