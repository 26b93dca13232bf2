# What the firewall refuses, and what it writes down. Nothing is created.

mock_provider "aws" {}

variables {
  name               = "tintype-test"
  log_retention_days = 30
}

run "rules" {
  command = plan

  assert {
    condition     = aws_wafv2_web_acl.this.scope == "CLOUDFRONT"
    error_message = "It stands in front of CloudFront."
  }

  assert {
    condition     = tomap({ for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.priority }) == tomap({ "requests-per-address" = 1, "guesses-per-address" = 2, AWSManagedRulesAmazonIpReputationList = 10, AWSManagedRulesKnownBadInputsRuleSet = 20, AWSManagedRulesCommonRuleSet = 30 })
    error_message = "Two limits first, then what AWS knows to be bad."
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : length(one(rule.override_action).none) == 1 if startswith(rule.name, "AWS")])
    error_message = "What AWS knows to be bad is refused, not only counted."
  }

  assert {
    condition     = one([for rule in aws_wafv2_web_acl.this.rule : toset(rule.statement[0].managed_rule_group_statement[0].rule_action_override[*].name) if rule.name == "AWSManagedRulesCommonRuleSet"]) == toset(["SizeRestrictions_BODY", "CrossSiteScripting_BODY", "GenericLFI_BODY", "GenericRFI_BODY", "EC2MetaDataSSRF_BODY"])
    error_message = "Photos have more than 8 KB, and people may write what they like: rules on bodies count only, and no other rule does."
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : !rule.visibility_config[0].sampled_requests_enabled && rule.visibility_config[0].cloudwatch_metrics_enabled])
    error_message = "Every rule is counted, and none keeps samples of queries and cookies."
  }
}

run "limits" {
  command = plan

  assert {
    condition     = tomap({ for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.statement[0].rate_based_statement[0].limit if endswith(rule.name, "-per-address") }) == tomap({ "requests-per-address" = 2000, "guesses-per-address" = 100 })
    error_message = "2000 requests in all, 100 that guess."
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].rate_based_statement[0].evaluation_window_sec == 300 && rule.statement[0].rate_based_statement[0].aggregate_key_type == "IP" && rule.action[0].block[0].custom_response[0].response_code == 429 if endswith(rule.name, "-per-address")])
    error_message = "Per address and five minutes, answered with 429."
  }

  assert {
    condition = toset([for statement in one([for rule in aws_wafv2_web_acl.this.rule : rule if rule.name == "guesses-per-address"]).statement[0].rate_based_statement[0].scope_down_statement[0].or_statement[0].statement : statement.byte_match_statement[0].search_string]) == toset([
      "/api/auth/sign-in", "/api/auth/sign-up", "/api/auth/confirm", "/api/auth/resend-code", "/api/auth/forgot-password", "/api/auth/reset-password",
    ])
    error_message = "Wherever passwords or codes are tried, or mails are sent."
  }
}

run "every_way_to_guess_is_counted" {
  command = plan

  # What the API's description has under /api/auth, but for what a browser does by itself and what needs a session.
  assert {
    condition = toset(local.guessing_paths) == toset([
      for path in keys(jsondecode(file("../../../backend/openapi.json")).paths) : path
      if startswith(path, "/api/auth/") && !startswith(path, "/api/auth/sessions") && !contains(["/api/auth/refresh", "/api/auth/sign-out"], path)
    ])
    error_message = "An endpoint of auth is missing from guessing_paths, or is there no more."
  }
}

run "the_limit_is_the_callers" {
  command = plan

  variables {
    requests_per_address = 5000
  }

  assert {
    condition     = one([for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].rate_based_statement[0].limit if rule.name == "requests-per-address"]) == 5000
    error_message = "The variable is the limit."
  }
}

run "logs" {
  command = plan

  assert {
    condition     = startswith(aws_cloudwatch_log_group.refused.name, "aws-waf-logs-") && aws_cloudwatch_log_group.refused.retention_in_days == 30
    error_message = "AWS wants that beginning; logs go after the days that were asked for."
  }

  assert {
    condition     = toset(flatten([for field in aws_wafv2_web_acl_logging_configuration.this.redacted_fields : field.single_header[*].name])) == toset(["authorization", "cookie"]) && length(flatten([for field in aws_wafv2_web_acl_logging_configuration.this.redacted_fields : field.query_string])) == 1
    error_message = "Tokens, sessions and signatures are not for logs."
  }

  assert {
    condition     = aws_wafv2_web_acl_logging_configuration.this.logging_filter[0].default_behavior == "DROP"
    error_message = "Only what was refused is written down."
  }
}

run "refuses_a_limit_that_locks_people_out" {
  command = plan

  variables {
    requests_per_address = 100
  }

  expect_failures = [var.requests_per_address]
}
