# Access logs, without what opens something: queries hold signatures of photo addresses, cookies hold sessions.

resource "aws_cloudwatch_log_group" "access" {
  provider = aws.global

  # AWS lets its services write to groups under /aws/vendedlogs without a policy per group.
  name              = "/aws/vendedlogs/${var.name}-edge"
  retention_in_days = var.log_retention_days
}

resource "aws_cloudwatch_log_delivery_source" "access" {
  provider = aws.global

  name         = "${var.name}-edge"
  log_type     = "ACCESS_LOGS"
  resource_arn = aws_cloudfront_distribution.this.arn
}

resource "aws_cloudwatch_log_delivery_destination" "access" {
  provider = aws.global

  name          = "${var.name}-edge"
  output_format = "json"

  delivery_destination_configuration {
    destination_resource_arn = aws_cloudwatch_log_group.access.arn
  }
}

resource "aws_cloudwatch_log_delivery" "access" {
  provider = aws.global

  delivery_source_name     = aws_cloudwatch_log_delivery_source.access.name
  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.access.arn

  record_fields = [
    "date", "time", "x-edge-location", "x-edge-request-id", "c-ip", "cs-method", "cs-protocol", "cs-protocol-version", "cs(Host)",
    "cs-uri-stem", "cs(User-Agent)", "cs-bytes", "sc-status", "sc-bytes", "sc-content-type", "time-taken", "time-to-first-byte",
    "x-edge-result-type", "x-edge-detailed-result-type", "ssl-protocol",
  ]
}
