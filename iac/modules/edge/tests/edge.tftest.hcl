# What the edge publishes, keeps and checks. Nothing is created.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
}

mock_provider "aws" {
  alias = "global"
  mock_resource "aws_acm_certificate" {
    override_during = plan
    defaults = {
      arn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
      domain_validation_options = [
        { domain_name = "tintype.example", resource_record_name = "_x.tintype.example", resource_record_type = "CNAME", resource_record_value = "_y.acm.example" },
      ]
    }
  }
  mock_resource "aws_acm_certificate_validation" {
    override_during = plan
    defaults        = { certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000" }
  }
}

override_resource {
  target          = aws_cloudfront_function.pages
  override_during = plan
  values          = { arn = "arn:aws:cloudfront::123456789012:function/pages" }
}

override_resource {
  target          = aws_cloudfront_function.signed_media
  override_during = plan
  values          = { arn = "arn:aws:cloudfront::123456789012:function/signed-media" }
}

override_resource {
  target          = aws_cloudfront_key_value_store.signing_keys
  override_during = plan
  values          = { arn = "arn:aws:cloudfront::123456789012:key-value-store/1" }
}

override_resource {
  target          = aws_cloudfront_cache_policy.media
  override_during = plan
  values          = { id = "media-policy" }
}

override_resource {
  target          = aws_cloudfront_distribution.this
  override_during = plan
  values          = { arn = "arn:aws:cloudfront::123456789012:distribution/E1", domain_name = "d1.cloudfront.net" }
}

override_resource {
  target          = module.pages.aws_s3_bucket.this
  override_during = plan
  values          = { id = "pages", arn = "arn:aws:s3:::pages", bucket_regional_domain_name = "pages.s3.example" }
}

variables {
  name               = "tintype-test"
  origin             = { host = "lb.example", encrypted = false }
  origin_token       = "0123456789abcdef0123456789abcdef0123456789abcdef"
  firewall_arn       = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/tintype-test/1"
  log_retention_days = 14
  routes = [
    { path = "/api/auth", service = "auth" },
    { path = "/media", service = "media" },
    { path = "/ws", service = "notifications", upgrade = true },
    { path = "/api/posts", service = "posts" },
  ]
}

run "routes" {
  command = plan

  assert {
    condition     = [for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.path_pattern] == ["/api/openapi.json", "/api/docs", "/api/docs/*", "/api/*", "/media", "/media/*", "/ws", "/ws/*"]
    error_message = "The patterns and their order follow from the routes; what the bucket answers comes first."
  }

  assert {
    condition     = [for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.target_origin_id] == ["pages", "pages", "pages", "services", "services", "services", "services", "services"]
    error_message = "Each pattern leads to its origin."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.default_cache_behavior[0].target_origin_id == "pages" && endswith(one(aws_cloudfront_distribution.this.default_cache_behavior[0].function_association).function_arn, "pages")
    error_message = "What no route names is a page."
  }

  assert {
    condition     = output.path_patterns == ["/api/*", "/media", "/media/*", "/ws", "/ws/*"]
    error_message = "The output names what leads to the services."
  }
}

run "the_routes_of_the_project_fit" {
  command = plan

  variables {
    routes = jsondecode(file("../../../backend/routes.json")).routes
  }

  assert {
    condition     = length(aws_cloudfront_distribution.this.ordered_cache_behavior) <= 24
    error_message = "CloudFront takes 25 behaviours with the default one."
  }

  assert {
    condition = alltrue([for route in var.routes : anytrue([
      for pattern in output.path_patterns : pattern == route.path || (endswith(pattern, "/*") && startswith("${route.path}/", trimsuffix(pattern, "*")))
    ])])
    error_message = "Every route of backend/routes.json leads to the load balancer."
  }
}

run "answers_of_the_api_are_nobody_elses" {
  command = plan

  assert {
    condition     = alltrue([for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" && behavior.origin_request_policy_id == "b689b0a8-53d0-40ab-baf2-68738e2966ac" && length(behavior.allowed_methods) == 7 if contains(["/api/*", "/ws", "/ws/*"], behavior.path_pattern)])
    error_message = "The API is not cached, gets every header but Host, and takes every method."
  }

  assert {
    condition     = alltrue([for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.viewer_protocol_policy == "https-only" if behavior.target_origin_id == "services"])
    error_message = "Nothing reaches a service in the clear."
  }

  assert {
    condition     = toset([for response in aws_cloudfront_distribution.this.custom_error_response : response.error_code]) == toset([400, 403, 404, 405, 414, 500, 501, 502, 503, 504])
    error_message = "CloudFront keeps each of these for 10 s unless told not to."
  }

  assert {
    condition     = alltrue([for response in aws_cloudfront_distribution.this.custom_error_response : response.error_caching_min_ttl == 0 && response.response_page_path == null && response.response_code == null])
    error_message = "No error is kept, and none is answered with a page: a 404 of the API stays one."
  }
}

run "photos_are_kept_for_minutes_by_signed_address" {
  command = plan

  assert {
    condition     = aws_cloudfront_cache_policy.media.min_ttl == 0 && aws_cloudfront_cache_policy.media.default_ttl == 0 && aws_cloudfront_cache_policy.media.max_ttl == 300
    error_message = "A post that was made private is gone from the edge after 5 minutes, and what media calls private is never kept."
  }

  assert {
    condition     = aws_cloudfront_cache_policy.media.parameters_in_cache_key_and_forwarded_to_origin[0].query_strings_config[0].query_strings[0].items == toset(["e", "s"])
    error_message = "Expiry and signature are part of the key, and nothing else."
  }

  assert {
    condition     = alltrue([for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : endswith(one(behavior.function_association).function_arn, "signed-media") && behavior.cache_policy_id == "media-policy" && toset(behavior.allowed_methods) == toset(["GET", "HEAD"]) if contains(["/media", "/media/*"], behavior.path_pattern)])
    error_message = "Every photo passes the check of its signature, and is only read."
  }

  assert {
    condition     = aws_cloudfront_function.signed_media.key_value_store_associations == toset([aws_cloudfront_key_value_store.signing_keys.arn]) && aws_cloudfront_function.signed_media.runtime == "cloudfront-js-2.0" && aws_cloudfront_function.signed_media.publish
    error_message = "The check reads its key from the store, which takes runtime 2.0."
  }
}

run "the_bucket_is_private" {
  command = plan

  assert {
    condition     = output.pages_bucket == "tintype-test-pages-123456789012" && !module.pages.settings.force_destroy
    error_message = "The bucket is named after the account, and stays while it holds pages."
  }

  assert {
    condition     = module.pages.settings.versioned && module.pages.settings.encryption.sse_algorithm == "AES256"
    error_message = "Pages are versioned, and encrypted by what CloudFront needs no permission for."
  }

  assert {
    condition = [
      for rule in module.pages.settings.lifecycle_rules :
      [one(rule.abort_incomplete_multipart_upload).days_after_initiation, one(rule.noncurrent_version_expiration).noncurrent_days]
    ] == [[1, 30]]
    error_message = "Parts of failed uploads go after a day, earlier pages after 30."
  }

  assert {
    # What it says is known when the distribution is.
    condition     = length(module.pages.settings.policy_documents) == 1
    error_message = "The bucket's policy lets the edge in."
  }

  assert {
    condition     = alltrue([for statement in data.aws_iam_policy_document.pages.statement : join(",", one(statement.principals).identifiers) == "cloudfront.amazonaws.com" && one(statement.condition).variable == "aws:SourceArn" && join(",", one(statement.condition).values) == aws_cloudfront_distribution.this.arn])
    error_message = "Only this distribution reads."
  }

  assert {
    condition     = one([for statement in data.aws_iam_policy_document.pages.statement : toset(statement.actions) if statement.sid == "EdgeTellsMissingFromForbidden"]) == toset(["s3:ListBucket"])
    error_message = "Without it a missing file is a 403."
  }
}

run "headers_are_those_of_the_other_edges" {
  command = plan

  assert {
    condition     = aws_cloudfront_response_headers_policy.pages.security_headers_config[0].content_security_policy[0].content_security_policy == local.page_headers["Content-Security-Policy"]
    error_message = "The policy for content is the one in backend/edge-headers.json."
  }

  assert {
    condition     = length(aws_cloudfront_response_headers_policy.pages.custom_headers_config[0].items) + length(local.own_argument) == length(local.page_headers)
    error_message = "Every header of backend/edge-headers.json is set, in one way or the other."
  }

  assert {
    condition     = aws_cloudfront_response_headers_policy.pages.security_headers_config[0].content_type_options[0].override && aws_cloudfront_response_headers_policy.pages.security_headers_config[0].frame_options[0].frame_option == "DENY" && aws_cloudfront_response_headers_policy.pages.security_headers_config[0].referrer_policy[0].referrer_policy == "same-origin"
    error_message = "Pages are not guessed at, not framed, and tell nobody where people come from."
  }

  assert {
    condition     = aws_cloudfront_response_headers_policy.pages.security_headers_config[0].strict_transport_security[0].access_control_max_age_sec == 31536000 && aws_cloudfront_response_headers_policy.transport.security_headers_config[0].strict_transport_security[0].access_control_max_age_sec == 31536000
    error_message = "Browsers come over TLS for a year, to pages and services."
  }
}

run "logs_hold_nothing_that_opens_anything" {
  command = plan

  assert {
    condition     = length(setintersection(toset(aws_cloudwatch_log_delivery.access.record_fields), toset(["cs-uri-query", "cs(Cookie)", "cs(Referer)"]))) == 0
    error_message = "Queries hold signatures, cookies hold sessions."
  }

  assert {
    condition     = aws_cloudwatch_log_group.access.retention_in_days == 14
    error_message = "Logs go after the days that were asked for."
  }
}

run "without_a_domain" {
  command = plan

  assert {
    condition     = length(aws_acm_certificate.this) == 0 && aws_cloudfront_distribution.this.viewer_certificate[0].cloudfront_default_certificate && length(aws_route53_record.address) == 0
    error_message = "CloudFront's own name and certificate serve."
  }

  assert {
    condition     = one([for origin in aws_cloudfront_distribution.this.origin : one(origin.custom_origin_config).origin_protocol_policy if origin.origin_id == "services"]) == "http-only"
    error_message = "A load balancer without a certificate is reached in the clear."
  }
}

run "with_a_domain" {
  command = plan

  variables {
    domain = { name = "tintype.example", zone_id = "Z0123456789" }
    origin = { host = "origin.tintype.example", encrypted = true }
  }

  assert {
    condition     = aws_cloudfront_distribution.this.aliases == toset(["tintype.example"]) && output.host == "tintype.example"
    error_message = "The distribution answers to the name."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021" && !aws_cloudfront_distribution.this.viewer_certificate[0].cloudfront_default_certificate
    error_message = "Old versions of TLS are refused."
  }

  assert {
    condition     = toset(keys(aws_route53_record.address)) == toset(["A", "AAAA"])
    error_message = "The name leads there over IPv4 and IPv6."
  }

  assert {
    condition     = one([for origin in aws_cloudfront_distribution.this.origin : one(origin.custom_origin_config).origin_protocol_policy if origin.origin_id == "services"]) == "https-only"
    error_message = "With a certificate the way to the load balancer is encrypted."
  }
}

run "refuses_a_token_that_can_be_guessed" {
  command = plan

  variables {
    origin_token = "short"
  }

  expect_failures = [var.origin_token]
}

run "refuses_more_prefixes_than_cloudfront_takes" {
  command = plan

  variables {
    routes = [for letter in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"] : { path = "/${letter}", service = "posts" }]
  }

  expect_failures = [var.routes]
}

run "refuses_a_route_that_ends_in_a_slash" {
  command = plan

  variables {
    routes = [{ path = "/api/", service = "posts" }]
  }

  expect_failures = [var.routes]
}
