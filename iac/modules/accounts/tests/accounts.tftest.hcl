mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { dns_suffix = "amazonaws.com" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }
  mock_resource "aws_cognito_user_pool" {
    override_during = plan
    defaults        = { id = "eu-central-1_abcdefghi" }
  }
}

variables {
  name = "tintype-test"
}

run "pool" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool.this.username_attributes == toset(["email"]) && aws_cognito_user_pool.this.auto_verified_attributes == toset(["email"])
    error_message = "People sign in with an address that they confirmed."
  }

  assert {
    condition     = !one(aws_cognito_user_pool.this.username_configuration).case_sensitive
    error_message = "Case does not matter in addresses."
  }

  assert {
    condition     = one(aws_cognito_user_pool.this.user_attribute_update_settings).attributes_require_verification_before_update == toset(["email"])
    error_message = "A new address counts once it is confirmed."
  }

  assert {
    condition     = [for mechanism in one(aws_cognito_user_pool.this.account_recovery_setting).recovery_mechanism : mechanism.name] == ["verified_email"]
    error_message = "A forgotten password is replaced by mail and in no other way."
  }

  assert {
    condition = (
      one(aws_cognito_user_pool.this.password_policy).minimum_length == 10 && one(aws_cognito_user_pool.this.password_policy).require_numbers &&
      !one(aws_cognito_user_pool.this.password_policy).require_lowercase && !one(aws_cognito_user_pool.this.password_policy).require_uppercase &&
      !one(aws_cognito_user_pool.this.password_policy).require_symbols
    )
    error_message = "The pool asks for no more than the page promises is enough."
  }

  assert {
    condition     = aws_cognito_user_pool.this.mfa_configuration == "OFF"
    error_message = "Nobody can set up a factor that auth cannot ask for."
  }

  assert {
    condition     = aws_cognito_user_pool.this.deletion_protection == "ACTIVE"
    error_message = "Unless told otherwise the pool cannot be deleted."
  }

  assert {
    condition     = aws_cognito_user_pool.this.user_pool_tier == "LITE" && one(aws_cognito_user_pool.this.user_pool_add_ons).advanced_security_mode == "OFF"
    error_message = "What costs extra is off."
  }

  assert {
    condition     = one(aws_cognito_user_pool.this.email_configuration).email_sending_account == "COGNITO_DEFAULT"
    error_message = "Without an identity of SES, Cognito mails by itself."
  }
}

run "client" {
  command = plan

  assert {
    condition     = aws_cognito_user_pool_client.this.prevent_user_existence_errors == "ENABLED"
    error_message = "Nobody learns who has an account."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.enable_token_revocation
    error_message = "A session can be ended."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.access_token_validity == 15 && one(aws_cognito_user_pool_client.this.token_validity_units).access_token == "minutes"
    error_message = "An access token lives for 15 minutes."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.refresh_token_validity == 30 && one(aws_cognito_user_pool_client.this.token_validity_units).refresh_token == "days"
    error_message = "A session lives for 30 days."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.explicit_auth_flows == toset(["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"])
    error_message = "Only the two flows that auth uses are open."
  }

  assert {
    condition     = !aws_cognito_user_pool_client.this.allowed_oauth_flows_user_pool_client && !aws_cognito_user_pool_client.this.generate_secret
    error_message = "There are no OAuth flows, and there is no secret."
  }

  assert {
    condition     = aws_cognito_user_pool_client.this.write_attributes == toset(["email", "name"])
    error_message = "A token changes no other attribute."
  }

  assert {
    condition     = aws_cognito_user_group.admins.name == "admins"
    error_message = "Moderators have their group."
  }

  assert {
    condition     = output.issuer == "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abcdefghi"
    error_message = "The issuer is the one that Cognito writes into tokens."
  }
}

run "what_costs_extra" {
  command = plan

  variables {
    threat_protection   = true
    deletion_protection = false
    mail                = { identity_arn = "arn:aws:ses:eu-central-1:111122223333:identity/tintype.example", from = "Tintype <hello@tintype.example>" }
  }

  assert {
    condition     = aws_cognito_user_pool.this.user_pool_tier == "PLUS" && one(aws_cognito_user_pool.this.user_pool_add_ons).advanced_security_mode == "ENFORCED"
    error_message = "Threat protection comes with the plan that has it."
  }

  assert {
    condition     = one(aws_cognito_user_pool.this.email_configuration).email_sending_account == "DEVELOPER" && one(aws_cognito_user_pool.this.email_configuration).source_arn == var.mail.identity_arn
    error_message = "Codes are mailed from the own identity."
  }

  assert {
    condition     = aws_cognito_user_pool.this.deletion_protection == "INACTIVE"
    error_message = "Deletion protection can be left off."
  }
}
