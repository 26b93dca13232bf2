# The one way in: CloudFront sends here what is not a page, and rules of the services take it from there.

resource "aws_lb" "this" {
  name               = var.name
  load_balancer_type = "application"
  # CloudFront comes from the internet; the security group lets nobody else in.
  internal        = false
  subnets         = var.subnet_ids
  security_groups = var.security_group_ids

  enable_http2               = true
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "defensive"
  enable_deletion_protection = var.deletion_protection
  # Above the 30 s between the pings of a WebSocket and below the 65 s after which the services close a quiet connection:
  # a connection that the other side closes first fails the request that is on its way. An upload is never quiet.
  idle_timeout = 60

  access_logs {
    # Told when the bucket's policy is there: AWS tries at once whether it may write.
    bucket  = module.logs.name
    enabled = true
  }
}

resource "aws_lb_listener" "this" {
  load_balancer_arn = aws_lb.this.arn
  port              = var.domain == null ? 80 : 443
  protocol          = var.domain == null ? "HTTP" : "HTTPS"
  # TLS 1.2 and 1.3 with forward secrecy and authenticated encryption only.
  ssl_policy      = var.domain == null ? null : "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  certificate_arn = var.domain == null ? null : aws_acm_certificate_validation.this[0].certificate_arn

  # What no service claims, or did not come by way of our CloudFront.
  default_action {
    type = "fixed-response"

    fixed_response {
      # The load balancer does not take application/problem+json; the body is one all the same.
      content_type = "application/json"
      status_code  = "404"
      message_body = jsonencode({ type = "about:blank", title = "Not Found", status = 404, code = "not_found", detail = "There is nothing here, or it is not yours to see." })
    }
  }
}
