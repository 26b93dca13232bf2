# Headers that the edge adds. Those of the pages stand in backend/edge-headers.json, which the embedded edge and nginx read too.

locals {
  page_headers = jsondecode(file("${path.module}/../../../backend/edge-headers.json")).headers

  # CloudFront has arguments of their own for these, and takes them nowhere else.
  own_argument = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"]

  # A year, as browsers ask for. Without subdomains: others may live under the same name.
  transport_seconds = 365 * 24 * 3600
}

resource "aws_cloudfront_response_headers_policy" "pages" {
  name    = "${var.name}-pages"
  comment = "What the pages may do."

  security_headers_config {
    content_security_policy {
      content_security_policy = local.page_headers["Content-Security-Policy"]
      override                = true
    }

    content_type_options {
      override = local.page_headers["X-Content-Type-Options"] == "nosniff"
    }

    frame_options {
      frame_option = local.page_headers["X-Frame-Options"]
      override     = true
    }

    referrer_policy {
      referrer_policy = local.page_headers["Referrer-Policy"]
      override        = true
    }

    strict_transport_security {
      access_control_max_age_sec = local.transport_seconds
      override                   = true
    }
  }

  custom_headers_config {
    dynamic "items" {
      for_each = { for name, value in local.page_headers : name => value if !contains(local.own_argument, name) }

      content {
        header   = items.key
        value    = items.value
        override = true
      }
    }
  }
}

# The services set the headers of their answers themselves; that there is TLS in front of them only the edge knows.
resource "aws_cloudfront_response_headers_policy" "transport" {
  name    = "${var.name}-transport"
  comment = "Answers of the services: over TLS only."

  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = local.transport_seconds
      override                   = true
    }
  }
}
