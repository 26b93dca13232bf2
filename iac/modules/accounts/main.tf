# Who people are: passwords, confirmed addresses, tokens. The numbers are in settings.json; iac/tests/accounts.test.ts
# compares them with local-aws and with what the service auth asks of a password.

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  settings = jsondecode(file("${path.module}/settings.json"))
}

resource "aws_cognito_user_pool" "this" {
  name                     = var.name
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  deletion_protection      = var.deletion_protection ? "ACTIVE" : "INACTIVE"
  # Lite has all that is used here, for about a third of what Essentials costs; threat protection is part of Plus only.
  user_pool_tier = var.threat_protection ? "PLUS" : "LITE"
  # Auth cannot ask for a second factor yet. A pool that lets people set one up, which their own token is enough for,
  # would let them lock themselves out.
  mfa_configuration = "OFF"

  username_configuration {
    case_sensitive = false
  }

  password_policy {
    minimum_length  = local.settings.passwordMinimumLength
    require_numbers = true
    # Auth asks for a letter of any script. Cognito knows Latin ones only and would refuse what the page calls good.
    require_lowercase                = false
    require_uppercase                = false
    require_symbols                  = false
    temporary_password_validity_days = 7
  }

  # Auth answers a sign-up the same whether there is an account or not; a new address counts when its owner confirmed it.
  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  admin_create_user_config {
    allow_admin_create_user_only = false
  }

  verification_message_template {
    default_email_option = "CONFIRM_WITH_CODE"
    email_subject        = "Your code for Tintype"
    email_message        = "Your code for Tintype is {####}. Nobody from Tintype will ever ask you for it."
  }

  email_configuration {
    email_sending_account = var.mail == null ? "COGNITO_DEFAULT" : "DEVELOPER"
    source_arn            = try(var.mail.identity_arn, null)
    from_email_address    = try(var.mail.from, null)
  }

  user_pool_add_ons {
    advanced_security_mode = var.threat_protection ? "ENFORCED" : "OFF"
  }
}

# Who is in it may moderate; auth reads it from the token.
resource "aws_cognito_user_group" "admins" {
  name         = local.settings.adminGroup
  description  = "People who may moderate"
  user_pool_id = aws_cognito_user_pool.this.id
}

# The only client: auth itself. Passwords go through auth, so there are no redirects and no OAuth flows.
resource "aws_cognito_user_pool_client" "this" {
  name                                 = var.name
  user_pool_id                         = aws_cognito_user_pool.this.id
  generate_secret                      = false
  explicit_auth_flows                  = local.settings.explicitAuthFlows
  allowed_oauth_flows_user_pool_client = false
  enable_token_revocation              = true
  prevent_user_existence_errors        = "ENABLED"
  # An access token reaches Cognito's own API as well; with it people can change these two of their attributes and no other.
  write_attributes       = ["email", "name"]
  read_attributes        = ["email", "email_verified", "name"]
  access_token_validity  = local.settings.accessTokenMinutes
  id_token_validity      = local.settings.accessTokenMinutes
  refresh_token_validity = local.settings.refreshTokenDays

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }
}
