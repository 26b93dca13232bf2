# One distribution in front of everything: the pages from their bucket, everything that backend/routes.json names from the load balancer.

locals {
  paths    = [for route in var.routes : route.path]
  prefixes = sort(distinct([for path in local.paths : "/${split("/", path)[1]}"]))

  # Routes with the same first segment share a behaviour, and the load balancer tells them apart. A prefix is a path of its own
  # only where a route is exactly that. The first pattern that fits wins, so what comes from the bucket stands first.
  behaviors = concat(
    [for pattern in ["/api/openapi.json", "/api/docs", "/api/docs/*"] : { pattern = pattern, kind = "pages" }],
    flatten([for prefix in local.prefixes : [
      for pattern in concat(contains(local.paths, prefix) ? [prefix] : [], ["${prefix}/*"]) : { pattern = pattern, kind = prefix == "/media" ? "media" : "api" }
    ]]),
  )

  # Policies that AWS keeps, under the same id in every account.
  caching_optimized             = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  caching_disabled              = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  all_viewer_except_host_header = "b689b0a8-53d0-40ab-baf2-68738e2966ac"

  kinds = {
    pages = {
      origin         = "pages"
      methods        = ["GET", "HEAD"]
      cache_policy   = local.caching_optimized
      request_policy = null
      headers_policy = aws_cloudfront_response_headers_policy.pages.id
      function_arn   = aws_cloudfront_function.pages.arn
    }
    # Answers of the API are one person's: nothing is kept. The Host header stays out, so that the load balancer sees its own name.
    api = {
      origin         = "services"
      methods        = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
      cache_policy   = local.caching_disabled
      request_policy = local.all_viewer_except_host_header
      headers_policy = aws_cloudfront_response_headers_policy.transport.id
      function_arn   = null
    }
    media = {
      origin         = "services"
      methods        = ["GET", "HEAD"]
      cache_policy   = aws_cloudfront_cache_policy.media.id
      request_policy = null
      headers_policy = aws_cloudfront_response_headers_policy.transport.id
      function_arn   = aws_cloudfront_function.signed_media.arn
    }
  }
}

resource "aws_cloudfront_distribution" "this" {
  comment             = var.name
  enabled             = true
  is_ipv6_enabled     = true
  http_version        = "http2and3"
  default_root_object = "index.html"
  price_class         = "PriceClass_100" # North America and Europe; the others cost more per gigabyte
  web_acl_id          = var.firewall_arn
  aliases             = var.domain == null ? [] : [var.domain.name]

  origin {
    origin_id                = "pages"
    domain_name              = module.pages.regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.pages.id
  }

  origin {
    origin_id   = "services"
    domain_name = var.origin.host

    custom_header {
      name  = "x-origin-token"
      value = var.origin_token
    }

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = var.origin.encrypted ? "https-only" : "http-only"
      origin_ssl_protocols   = ["TLSv1.2"]
      # The longest that CloudFront takes without asking AWS for more; a photo is worked on for less.
      origin_read_timeout      = 60
      origin_keepalive_timeout = 60
    }
  }

  default_cache_behavior {
    target_origin_id           = local.kinds.pages.origin
    allowed_methods            = local.kinds.pages.methods
    cached_methods             = ["GET", "HEAD"]
    cache_policy_id            = local.kinds.pages.cache_policy
    response_headers_policy_id = local.kinds.pages.headers_policy
    viewer_protocol_policy     = "redirect-to-https"
    compress                   = true

    function_association {
      event_type   = "viewer-request"
      function_arn = local.kinds.pages.function_arn
    }
  }

  dynamic "ordered_cache_behavior" {
    for_each = local.behaviors
    iterator = behavior

    content {
      path_pattern               = behavior.value.pattern
      target_origin_id           = local.kinds[behavior.value.kind].origin
      allowed_methods            = local.kinds[behavior.value.kind].methods
      cached_methods             = ["GET", "HEAD"]
      cache_policy_id            = local.kinds[behavior.value.kind].cache_policy
      origin_request_policy_id   = local.kinds[behavior.value.kind].request_policy
      response_headers_policy_id = local.kinds[behavior.value.kind].headers_policy
      # A program that sends a token in the clear is to notice at once; a redirect would hide it.
      viewer_protocol_policy = behavior.value.kind == "pages" ? "redirect-to-https" : "https-only"
      compress               = behavior.value.kind == "pages"

      dynamic "function_association" {
        for_each = local.kinds[behavior.value.kind].function_arn == null ? [] : [local.kinds[behavior.value.kind].function_arn]

        content {
          event_type   = "viewer-request"
          function_arn = function_association.value
        }
      }
    }
  }

  # CloudFront keeps errors for 10 s whatever the cache policy says, and heeds `no-store` for 404, 410, 414 and 501 only: somebody
  # would get the refusal that somebody else was given. These change how long an error is kept and nothing about it: a 404 stays that 404.
  dynamic "custom_error_response" {
    for_each = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504]

    content {
      error_code            = custom_error_response.value
      error_caching_min_ttl = 0
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = var.domain == null
    acm_certificate_arn            = var.domain == null ? null : aws_acm_certificate_validation.this[0].certificate_arn
    ssl_support_method             = var.domain == null ? null : "sni-only"
    # With its own certificate CloudFront decides by itself.
    minimum_protocol_version = var.domain == null ? "TLSv1" : "TLSv1.2_2021"
  }
}

resource "aws_cloudfront_origin_access_control" "pages" {
  name                              = "${var.name}-pages"
  description                       = "CloudFront signs what it asks of the bucket."
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_cache_policy" "media" {
  name    = "${var.name}-media"
  comment = "Photos, by their signed address."

  # Media says how long: up to two days for what everybody may see, `private` (which CloudFront does not keep at all) for the rest.
  # Whatever it says, the edge asks again after 5 minutes, so that a post that was made private is gone from every edge by then.
  min_ttl     = 0
  default_ttl = 0
  max_ttl     = 300

  parameters_in_cache_key_and_forwarded_to_origin {
    # Photos are compressed already.
    enable_accept_encoding_brotli = false
    enable_accept_encoding_gzip   = false

    cookies_config {
      cookie_behavior = "none"
    }

    headers_config {
      header_behavior = "none"
    }

    query_strings_config {
      query_string_behavior = "whitelist"

      query_strings {
        items = ["e", "s"]
      }
    }
  }
}
