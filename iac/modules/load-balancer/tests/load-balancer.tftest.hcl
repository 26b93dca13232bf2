# The way in: with a domain by HTTPS, and in either case nothing that no service claimed.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_resource "aws_s3_bucket" {
    override_during = plan
    defaults        = { id = "bucket", arn = "arn:aws:s3:::bucket" }
  }

  mock_resource "aws_acm_certificate_validation" {
    override_during = plan
    defaults        = { certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/c" }
  }

  mock_resource "aws_lb" {
    override_during = plan
    defaults        = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/tintype-test/1", dns_name = "tintype-test.elb.amazonaws.com", zone_id = "ZLB" }
  }
}

override_resource {
  target          = aws_acm_certificate.this
  override_during = plan
  values = {
    arn                       = "arn:aws:acm:eu-central-1:123456789012:certificate/c"
    domain_validation_options = [{ domain_name = "origin.example.org", resource_record_name = "_x.origin.example.org.", resource_record_type = "CNAME", resource_record_value = "_y.acm-validations.aws." }]
  }
}

variables {
  name                = "tintype-test"
  vpc_id              = "vpc-test"
  subnet_ids          = ["subnet-a", "subnet-b", "subnet-c"]
  security_group_ids  = ["sg-load-balancer"]
  deletion_protection = true
  log_retention_days  = 14
  force_destroy       = false
}

run "hardened" {
  command = plan

  assert {
    condition     = aws_lb.this.load_balancer_type == "application" && !aws_lb.this.internal && aws_lb.this.security_groups == toset(["sg-load-balancer"]) && aws_lb.this.subnets == toset(["subnet-a", "subnet-b", "subnet-c"])
    error_message = "An application load balancer in the public subnets, behind its group."
  }

  assert {
    condition     = aws_lb.this.drop_invalid_header_fields && aws_lb.this.enable_http2 && aws_lb.this.desync_mitigation_mode == "defensive" && aws_lb.this.enable_deletion_protection
    error_message = "It refuses malformed headers and to be deleted."
  }

  assert {
    # The services ping sockets every 30 s and close a quiet connection after 65 s.
    condition     = aws_lb.this.idle_timeout > 30 && aws_lb.this.idle_timeout < 65
    error_message = "It has to close quiet connections before the services do, and not before a socket's next ping."
  }

  assert {
    condition     = aws_lb.this.access_logs[0].enabled && aws_lb.this.access_logs[0].bucket == "tintype-test-request-logs-123456789012"
    error_message = "Requests are logged."
  }
}

run "http_without_a_domain" {
  command = plan

  assert {
    condition     = aws_lb_listener.this.port == 80 && aws_lb_listener.this.protocol == "HTTP" && length(aws_acm_certificate.this) == 0 && length(aws_route53_record.this) == 0
    error_message = "Without a domain there is no certificate, and plain HTTP."
  }

  assert {
    condition     = aws_lb_listener.this.default_action[0].type == "fixed-response" && aws_lb_listener.this.default_action[0].fixed_response[0].status_code == "404"
    error_message = "What no service claims is not there."
  }

  assert {
    # AWS takes a handful of types and 1,024 characters.
    condition = (
      aws_lb_listener.this.default_action[0].fixed_response[0].content_type == "application/json"
      && jsondecode(aws_lb_listener.this.default_action[0].fixed_response[0].message_body).status == 404
      && length(aws_lb_listener.this.default_action[0].fixed_response[0].message_body) <= 1024
    )
    error_message = "It says so as the services do."
  }
}

run "https_with_a_domain" {
  command = plan

  variables {
    domain = { name = "origin.example.org", zone_id = "ZZONE" }
  }

  assert {
    condition     = aws_lb_listener.this.port == 443 && aws_lb_listener.this.protocol == "HTTPS" && aws_lb_listener.this.certificate_arn == "arn:aws:acm:eu-central-1:123456789012:certificate/c"
    error_message = "With a domain it speaks HTTPS, with a certificate that has been validated."
  }

  assert {
    condition     = aws_lb_listener.this.ssl_policy == "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
    error_message = "TLS 1.2 and above only."
  }

  assert {
    condition     = aws_acm_certificate.this[0].domain_name == "origin.example.org" && aws_acm_certificate.this[0].validation_method == "DNS" && aws_route53_record.validation[0].zone_id == "ZZONE" && aws_route53_record.validation[0].name == "_x.origin.example.org."
    error_message = "The certificate is for the domain and is proven in its zone."
  }

  assert {
    condition     = aws_route53_record.this[0].name == "origin.example.org" && aws_route53_record.this[0].type == "A" && aws_route53_record.this[0].zone_id == "ZZONE" && aws_route53_record.this[0].alias[0].name == "tintype-test.elb.amazonaws.com" && aws_route53_record.this[0].alias[0].zone_id == "ZLB"
    error_message = "The name leads to the load balancer."
  }
}

run "logs_are_private" {
  command = plan

  assert {
    condition     = module.logs.settings.encryption.sse_algorithm == "AES256"
    error_message = "Load balancers write to buckets with S3's own keys only."
  }

  assert {
    condition = [
      for rule in module.logs.settings.lifecycle_rules :
      [one(rule.expiration).days, one(rule.abort_incomplete_multipart_upload).days_after_initiation]
    ] == [[14, 1]]
    error_message = "Logs expire."
  }

  assert {
    condition     = !module.logs.settings.versioned
    error_message = "A log that has expired is gone."
  }

  assert {
    condition = (
      data.aws_iam_policy_document.logs.statement[0].actions == toset(["s3:PutObject"])
      && one(data.aws_iam_policy_document.logs.statement[0].principals).identifiers == toset(["logdelivery.elasticloadbalancing.amazonaws.com"])
      && data.aws_iam_policy_document.logs.statement[0].resources == toset(["arn:aws:s3:::bucket/AWSLogs/123456789012/*"])
    )
    error_message = "Load balancers of this account write their logs."
  }

  assert {
    condition     = length(data.aws_iam_policy_document.logs.statement) == 1 && module.logs.settings.policy_documents == tolist([data.aws_iam_policy_document.logs.json])
    error_message = "The bucket's policy lets nobody else in."
  }

  assert {
    condition     = module.logs.name == "tintype-test-request-logs-123456789012" && output.log_bucket == module.logs.name && !module.logs.settings.force_destroy
    error_message = "The bucket is named after the account and is kept."
  }
}

run "refuses_one_zone" {
  command = plan

  variables {
    subnet_ids = ["subnet-a"]
  }

  expect_failures = [var.subnet_ids]
}

run "refuses_long_names" {
  command = plan

  variables {
    name = "tintype-with-a-name-that-is-too-long-for-it"
  }

  expect_failures = [var.name]
}
