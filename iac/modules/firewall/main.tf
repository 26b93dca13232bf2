# What is refused before anything of Tintype sees it. AWS wants firewalls of CloudFront in us-east-1: whoever calls this hands that provider over.

locals {
  # Seconds over which requests of an address are counted.
  window = 300

  # Where somebody could try out passwords or codes, or have mails sent. Auth itself counts tries per account and per address and
  # explains its refusals (backend/services/auth/README.md: at most 50 in 5 minutes); the firewall comes in at twice that, for what no
  # person does, and before anything is looked up.
  guessing_limit = 100
  guessing_paths = [for action in ["sign-in", "sign-up", "confirm", "resend-code", "forgot-password", "reset-password"] : "/api/auth/${action}"]

  # Rules that read bodies only count. A body here is a photo (the limit is 8 KB of body, a photo has 25 MB) or what people write, and
  # somebody may well write about <script> or ../etc; the services check every field by its declared shape. Addresses, queries,
  # headers and cookies are checked.
  counted_rules = ["SizeRestrictions_BODY", "CrossSiteScripting_BODY", "GenericLFI_BODY", "GenericRFI_BODY", "EC2MetaDataSSRF_BODY"]

  managed = {
    AWSManagedRulesAmazonIpReputationList = { priority = 10, counted = [] }
    AWSManagedRulesKnownBadInputsRuleSet  = { priority = 20, counted = [] }
    AWSManagedRulesCommonRuleSet          = { priority = 30, counted = local.counted_rules }
  }
}

resource "aws_wafv2_web_acl" "this" {
  name        = var.name
  description = "In front of ${var.name}: known attackers, known attacks, and who asks too much."
  scope       = "CLOUDFRONT"

  default_action {
    allow {}
  }

  custom_response_body {
    key          = "too-many-requests"
    content_type = "APPLICATION_JSON"
    content = jsonencode({
      type   = "about:blank"
      title  = "Too Many Requests"
      status = 429
      code   = "too_many_requests"
      detail = "Many requests from your network in a short time. Wait five minutes."
    })
  }

  # First and cheapest: addresses that ask too much.
  rule {
    name     = "requests-per-address"
    priority = 1

    action {
      block {
        custom_response {
          response_code            = 429
          custom_response_body_key = "too-many-requests"

          response_header {
            name  = "retry-after"
            value = tostring(local.window)
          }
        }
      }
    }

    statement {
      rate_based_statement {
        limit                 = var.requests_per_address
        evaluation_window_sec = local.window
        aggregate_key_type    = "IP"
      }
    }

    visibility_config {
      metric_name                = "${var.name}-requests-per-address"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = false # samples would hold queries and cookies
    }
  }

  rule {
    name     = "guesses-per-address"
    priority = 2

    action {
      block {
        custom_response {
          response_code            = 429
          custom_response_body_key = "too-many-requests"

          response_header {
            name  = "retry-after"
            value = tostring(local.window)
          }
        }
      }
    }

    statement {
      rate_based_statement {
        limit                 = local.guessing_limit
        evaluation_window_sec = local.window
        aggregate_key_type    = "IP"

        scope_down_statement {
          or_statement {
            dynamic "statement" {
              for_each = local.guessing_paths

              content {
                byte_match_statement {
                  search_string         = statement.value
                  positional_constraint = "STARTS_WITH"

                  field_to_match {
                    uri_path {}
                  }

                  # So that /api/%61uth/sign-in and /api//auth/sign-in count as well.
                  text_transformation {
                    priority = 0
                    type     = "URL_DECODE"
                  }

                  text_transformation {
                    priority = 1
                    type     = "NORMALIZE_PATH"
                  }

                  text_transformation {
                    priority = 2
                    type     = "LOWERCASE"
                  }
                }
              }
            }
          }
        }
      }
    }

    visibility_config {
      metric_name                = "${var.name}-guesses-per-address"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = false
    }
  }

  dynamic "rule" {
    for_each = local.managed

    content {
      name     = rule.key
      priority = rule.value.priority

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.key

          dynamic "rule_action_override" {
            for_each = rule.value.counted

            content {
              name = rule_action_override.value

              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        metric_name                = "${var.name}-${rule.key}"
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = false
      }
    }
  }

  visibility_config {
    metric_name                = var.name
    cloudwatch_metrics_enabled = true
    sampled_requests_enabled   = false
  }
}

resource "aws_cloudwatch_log_group" "refused" {
  # AWS wants names of groups for firewalls to begin like this.
  name              = "aws-waf-logs-${var.name}"
  retention_in_days = var.log_retention_days
}

resource "aws_wafv2_web_acl_logging_configuration" "this" {
  resource_arn            = aws_wafv2_web_acl.this.arn
  log_destination_configs = [aws_cloudwatch_log_group.refused.arn]

  # What passes is in the edge's log already.
  logging_filter {
    default_behavior = "DROP"

    filter {
      behavior    = "KEEP"
      requirement = "MEETS_ANY"

      condition {
        action_condition {
          action = "BLOCK"
        }
      }
    }
  }

  # Sessions, tokens, and signatures of photo addresses open something; they are not for logs.
  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }

  redacted_fields {
    query_string {}
  }
}
