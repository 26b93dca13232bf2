# Ways to AWS that do not leave the network. The two gateway endpoints cost nothing and take photos and items off the NAT
# gateways; interface endpoints cost by the hour and zone.

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  region    = data.aws_region.current.name
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
}

data "aws_iam_policy_document" "s3_endpoint" {
  statement {
    sid     = "OwnBuckets"
    actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    resources = ["arn:${local.partition}:s3:::${var.name}-*"]

    # So that nothing can be carried off to a bucket of somebody else.
    condition {
      test     = "StringEquals"
      variable = "aws:ResourceAccount"
      values   = [local.account]
    }
  }

  statement {
    sid     = "ImageLayers"
    actions = ["s3:GetObject"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    # ECR hands out layers from a bucket of its own.
    resources = ["arn:${local.partition}:s3:::prod-${local.region}-starport-layer-bucket/*"]
  }
}

data "aws_iam_policy_document" "dynamodb_endpoint" {
  statement {
    sid = "OwnTables"
    actions = [
      "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable",
      "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem",
    ]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    resources = ["arn:${local.partition}:dynamodb:${local.region}:${local.account}:table/${var.name}-*"]
  }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${local.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [for table in aws_route_table.private : table.id]
  policy            = data.aws_iam_policy_document.s3_endpoint.json

  tags = { Name = "${var.name}-s3" }
}

resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${local.region}.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [for table in aws_route_table.private : table.id]
  policy            = data.aws_iam_policy_document.dynamodb_endpoint.json

  tags = { Name = "${var.name}-dynamodb" }
}

# With the default policy: what a task may do there is said by its role, which names actions and resources.
resource "aws_vpc_endpoint" "interface" {
  for_each = toset(var.interface_endpoints)

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${local.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [for subnet in aws_subnet.private : subnet.id]
  security_group_ids  = var.endpoint_security_group_ids
  private_dns_enabled = true

  tags = { Name = "${var.name}-${each.key}" }
}
