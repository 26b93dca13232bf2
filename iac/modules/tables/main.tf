# The tables of tables.json. On a laptop the services make the same ones themselves; iac/tests/tables.test.ts compares both.

locals {
  tables = jsondecode(file("${path.module}/tables.json"))

  # DynamoDB wants every attribute of a key declared once, and no other one.
  attributes = { for key, table in local.tables : key => {
    for attribute in distinct(flatten([table.key, [for index in values(try(table.indexes, {})) : index.key]])) :
    attribute => try(table.types[attribute], "S")
  } }

  # Permissions on a table do not reach its indexes: each is named by itself.
  arns = { for key, table in local.tables : key => concat(
    [aws_dynamodb_table.this[key].arn],
    [for index in keys(try(table.indexes, {})) : "${aws_dynamodb_table.this[key].arn}/index/${index}"],
  ) }
}

resource "aws_dynamodb_table" "this" {
  for_each = local.tables

  name                        = "${var.name}-${each.key}"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = each.value.key[0]
  range_key                   = try(each.value.key[1], null)
  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = local.attributes[each.key]

    content {
      name = attribute.key
      type = attribute.value
    }
  }

  dynamic "global_secondary_index" {
    for_each = try(each.value.indexes, {})

    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value.key[0]
      range_key       = global_secondary_index.value.key[1]
      projection_type = global_secondary_index.value.projection
    }
  }

  ttl {
    attribute_name = each.value.expiry
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.encryption_key_arn
  }
}
