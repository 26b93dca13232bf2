# A name of our own: certificate and addresses. Without one there is nothing to do here.

resource "aws_acm_certificate" "this" {
  count    = var.domain == null ? 0 : 1
  provider = aws.global

  domain_name       = var.domain.name
  validation_method = "DNS"

  lifecycle {
    # The distribution uses the old one until the new one is there.
    create_before_destroy = true
  }
}

resource "aws_route53_record" "validation" {
  count = var.domain == null ? 0 : 1

  zone_id         = var.domain.zone_id
  name            = tolist(aws_acm_certificate.this[0].domain_validation_options)[0].resource_record_name
  type            = tolist(aws_acm_certificate.this[0].domain_validation_options)[0].resource_record_type
  records         = [tolist(aws_acm_certificate.this[0].domain_validation_options)[0].resource_record_value]
  ttl             = 300
  allow_overwrite = true # a certificate for the same name in another region asks for the same record
}

resource "aws_acm_certificate_validation" "this" {
  count    = var.domain == null ? 0 : 1
  provider = aws.global

  certificate_arn         = aws_acm_certificate.this[0].arn
  validation_record_fqdns = [aws_route53_record.validation[0].fqdn]
}

resource "aws_route53_record" "address" {
  for_each = var.domain == null ? toset([]) : toset(["A", "AAAA"])

  zone_id = var.domain.zone_id
  name    = var.domain.name
  type    = each.key

  alias {
    name                   = aws_cloudfront_distribution.this.domain_name
    zone_id                = aws_cloudfront_distribution.this.hosted_zone_id
    evaluate_target_health = false
  }
}
