# Mocked providers know no ephemeral resources, so this is the real one, which has nothing to ask AWS for as long as nothing
# is made up. That values are made up, and are not in the state, is tested by the full apply.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

variables {
  name               = "tintype-test"
  encryption_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000"
  generated          = {}
}

run "nothing_asked_for" {
  command = plan

  assert {
    condition     = length(output.arns) == 0 && length(output.values) == 0
    error_message = "Only what is asked for is made up."
  }
}

run "too_short" {
  command = plan

  variables {
    generated = { "session-key" = 31 }
  }

  expect_failures = [var.generated]
}

run "unknown_names" {
  command = plan

  variables {
    readable = ["origin-token"]
    versions = { "origin-token" = 2 }
  }

  expect_failures = [var.readable, var.versions]
}

run "recovery" {
  command = plan

  variables {
    recovery_days = 1
  }

  expect_failures = [var.recovery_days]
}
