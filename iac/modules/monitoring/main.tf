# Alarms. What each means and why it stands where it does is in alarms.json; what it is measured by in metrics.tf.

locals {
  settings = jsondecode(file("${path.module}/alarms.json"))
  alarms   = local.settings.alarms

  measured = merge(local.of_services, local.of_queues, local.of_tables, local.of_databases, local.of_the_rest)

  operators = { above = "GreaterThanThreshold", below = "LessThanThreshold" }

  # Those that "tintype is down" is made of.
  fatal = sort([for key, measured in local.measured : key if contains(local.alarms["tintype-is-down"].of, measured.alarm)])
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.measured

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.subject}: ${local.alarms[each.value.alarm].what}. ${local.alarms[each.value.alarm].why}"
  comparison_operator = local.operators[local.alarms[each.value.alarm].comparison]
  threshold           = try(local.alarms[each.value.alarm].exceptions[each.value.subject], local.alarms[each.value.alarm].threshold)
  evaluation_periods  = local.alarms[each.value.alarm].evaluationPeriods
  datapoints_to_alarm = local.alarms[each.value.alarm].datapointsToAlarm
  treat_missing_data  = local.alarms[each.value.alarm].missing
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  dynamic "metric_query" {
    for_each = each.value.figure == null ? [] : [each.value.figure]

    content {
      id          = "figure"
      label       = "${local.alarms[each.value.alarm].what}, ${local.alarms[each.value.alarm].unit}"
      expression  = metric_query.value
      return_data = true
    }
  }

  dynamic "metric_query" {
    for_each = each.value.metrics

    content {
      id          = metric_query.key
      return_data = each.value.figure == null

      metric {
        namespace   = metric_query.value[0]
        metric_name = metric_query.value[1]
        stat        = metric_query.value[2]
        dimensions  = metric_query.value[3]
        period      = local.alarms[each.value.alarm].period
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "edge_errors" {
  provider = aws.global

  alarm_name          = "${var.name}-edge-errors"
  alarm_description   = "${local.alarms["edge-errors"].what}. ${local.alarms["edge-errors"].why}"
  namespace           = "AWS/CloudFront"
  metric_name         = "5xxErrorRate"
  dimensions          = { DistributionId = var.distribution_id, Region = "Global" }
  statistic           = "Average"
  period              = local.alarms["edge-errors"].period
  comparison_operator = local.operators[local.alarms["edge-errors"].comparison]
  threshold           = local.alarms["edge-errors"].threshold
  evaluation_periods  = local.alarms["edge-errors"].evaluationPeriods
  datapoints_to_alarm = local.alarms["edge-errors"].datapointsToAlarm
  treat_missing_data  = local.alarms["edge-errors"].missing
  alarm_actions       = [aws_sns_topic.edge_alarms.arn]
  ok_actions          = [aws_sns_topic.edge_alarms.arn]
}

resource "aws_cloudwatch_composite_alarm" "down" {
  alarm_name        = "${var.name}-tintype-is-down"
  alarm_description = "${local.alarms["tintype-is-down"].what}. ${local.alarms["tintype-is-down"].why}"
  alarm_rule        = join(" OR ", [for key in local.fatal : "ALARM(\"${aws_cloudwatch_metric_alarm.this[key].alarm_name}\")"])
  alarm_actions     = [aws_sns_topic.alarms.arn]
  ok_actions        = [aws_sns_topic.alarms.arn]
}
