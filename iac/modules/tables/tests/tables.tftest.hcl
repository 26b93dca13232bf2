mock_provider "aws" {
  mock_resource "aws_dynamodb_table" {
    override_during = plan
    defaults        = { arn = "arn:aws:dynamodb:eu-central-1:111122223333:table/some" }
  }
}

variables {
  name               = "tintype-test"
  encryption_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000"
}

run "every_table_is_kept_safely" {
  command = plan

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : one(table.point_in_time_recovery).enabled])
    error_message = "Every table can be set back to any moment."
  }

  assert {
    condition = alltrue([
      for table in aws_dynamodb_table.this :
      one(table.server_side_encryption).enabled && one(table.server_side_encryption).kms_key_arn == var.encryption_key_arn
    ])
    error_message = "Every table is encrypted with the environment's key."
  }

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : table.deletion_protection_enabled])
    error_message = "Unless told otherwise no table can be deleted."
  }

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : table.billing_mode == "PAY_PER_REQUEST"])
    error_message = "Tables take what comes."
  }

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : one(table.ttl).enabled])
    error_message = "Every table forgets."
  }
}

run "shape" {
  command = plan

  assert {
    condition = toset(output.all_names) == toset([
      "tintype-test-auth", "tintype-test-auth-limits", "tintype-test-media", "tintype-test-media-remembered",
      "tintype-test-notifications", "tintype-test-notifications-remembered",
    ])
    error_message = "The tables carry the names by which the services look for them."
  }

  assert {
    condition     = aws_dynamodb_table.this["auth"].hash_key == "pk" && aws_dynamodb_table.this["auth"].range_key == "sk"
    error_message = "Partition and sort key come in their order."
  }

  assert {
    condition     = aws_dynamodb_table.this["media"].range_key == null
    error_message = "A table may do without a sort key."
  }

  assert {
    condition = { for attribute in aws_dynamodb_table.this["notifications"].attribute : attribute.name => attribute.type } == {
      pk = "S", sk = "S", queue = "S", dueAt = "N"
    }
    error_message = "Attributes of keys and indexes are declared once, with their type."
  }

  assert {
    condition = toset([
      for index in aws_dynamodb_table.this["media"].global_secondary_index : "${index.name} ${index.hash_key} ${index.range_key} ${index.projection_type}"
      ]) == toset([
      "owner ownerId createdAt KEYS_ONLY", "pending pendingShard pendingSince KEYS_ONLY", "unclaimed unclaimed createdAt KEYS_ONLY",
    ])
    error_message = "Indexes are declared with their keys."
  }

  assert {
    condition     = one(aws_dynamodb_table.this["auth-limits"].ttl).attribute_name == "expire"
    error_message = "Counters expire by the attribute that their library writes."
  }
}

run "arns_by_service" {
  command = plan

  assert {
    condition = output.arns["notifications"] == [
      "arn:aws:dynamodb:eu-central-1:111122223333:table/some",
      "arn:aws:dynamodb:eu-central-1:111122223333:table/some/index/queue",
      "arn:aws:dynamodb:eu-central-1:111122223333:table/some",
    ]
    error_message = "A service gets its tables and their indexes."
  }

  assert {
    condition     = length(output.arns["media"]) == 5
    error_message = "Media gets two tables and three indexes."
  }

  assert {
    condition     = keys(output.arns) == ["auth", "media", "notifications"]
    error_message = "Posts has no table."
  }
}

run "a_throwaway_environment_may_be_deleted" {
  command = plan

  variables {
    deletion_protection = false
  }

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : !table.deletion_protection_enabled])
    error_message = "Deletion protection can be left off."
  }
}
