# The alarm that takes a deployment back. Those that call somebody are in the module `monitoring`.

locals {
  # arn:...:listener/app/<name>/<id>/<listener> => app/<name>/<id>
  load_balancer = join("/", slice(split("/", var.listener_arn), 1, 4))

  measured = { errors = "HTTPCode_Target_5XX_Count", requests = "RequestCount" }
}

resource "aws_cloudwatch_metric_alarm" "failing" {
  alarm_name          = "${var.name}-${var.service}-deployment-failing"
  alarm_description   = "More than a twentieth of the answers of ${var.service} are errors of its own; a deployment under way is taken back."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  evaluation_periods  = 2
  treat_missing_data  = "notBreaching"

  metric_query {
    id    = "share"
    label = "Errors in percent"
    # Of a handful of requests one error would already be too many.
    expression  = "IF(requests >= 20, 100 * FILL(errors, 0) / requests, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.measured

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/ApplicationELB"
        metric_name = metric_query.value
        stat        = "Sum"
        period      = 60
        dimensions  = { LoadBalancer = local.load_balancer, TargetGroup = aws_lb_target_group.this.arn_suffix }
      }
    }
  }
}
