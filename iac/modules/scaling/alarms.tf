# What makes the policies act. An alarm goes on calling its policy every minute while it lasts; the policy's cool-down holds that back.

locals {
  # Metrics of AWS that one number stands for, and where they are found.
  plain = {
    cpu      = { namespace = "AWS/ECS", name = "CPUUtilization", dimensions = { ClusterName = var.cluster_name, ServiceName = var.service_name } }
    memory   = { namespace = "AWS/ECS", name = "MemoryUtilization", dimensions = { ClusterName = var.cluster_name, ServiceName = var.service_name } }
    requests = { namespace = "AWS/ApplicationELB", name = "RequestCountPerTarget", dimensions = { LoadBalancer = var.load_balancer, TargetGroup = var.target_group } }
  }
  plain_metrics = { for metric, limits in local.metrics : metric => limits if metric != "queue" }

  # Queues by a key that may stand in a formula: posts.feed => feed, notifications.fan-out => fan_out.
  queues = { for queue in try(local.metrics.queue.queues, []) : replace(split(".", queue)[1], "-", "_") => queue }
  # Both come from the broker in the same minute, so that their ratio is one of the same moment.
  queue_metrics = merge([for key, queue in local.queues : {
    "${key}_messages"  = { name = "MessageCount", queue = queue }
    "${key}_consumers" = { name = "ConsumerCount", queue = queue }
  }]...)
  # Messages waiting or in hand for each consumer. With no consumer left the whole queue counts as the backlog of one.
  backlogs = { for key, queue in local.queues : "${key}_backlog" => "IF(${key}_consumers > 0, ${key}_messages / ${key}_consumers, ${key}_messages)" }

  # The load balancer reports nothing while nobody asks for anything: no value is none asked, and not a value that is missing.
  present = { for metric in keys(local.plain_metrics) : metric => metric == "requests" ? "FILL(requests, 0)" : metric }

  # How much of its low mark each metric has reached, in percent. What an idle task has anyhow does not count: with it, memory
  # alone would always be at half its mark, and the larger steps would never come.
  shares = merge(
    { for metric, limits in local.plain_metrics : "${metric}_share" => "100 * (${local.present[metric]} - ${try(limits.idle, 0)}) / ${limits.low - try(limits.idle, 0)}" },
    { for key, queue in local.queues : "${key}_share" => "100 * ${local.backlogs["${key}_backlog"]} / ${local.metrics.queue.low}" },
  )
  # The busiest of all. The second half is nothing but a condition: a sum needs all its parts, so where one is missing there is
  # no value for that minute, and nobody removes tasks without knowing.
  busiest = "MAX([${join(", ", keys(local.shares))}]) + 0 * (${join(" + ", keys(local.shares))})"
}

resource "aws_cloudwatch_metric_alarm" "out" {
  for_each = local.plain_metrics

  alarm_name          = "${var.name}-${var.service}-out-${each.key}"
  alarm_description   = "Adds tasks to ${var.service}. ${each.value.why}"
  namespace           = local.plain[each.key].namespace
  metric_name         = local.plain[each.key].name
  dimensions          = local.plain[each.key].dimensions
  statistic           = each.value.statistic
  period              = each.value.period
  evaluation_periods  = each.value.evaluationPeriods
  datapoints_to_alarm = each.value.datapointsToAlarm
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.out[each.key].arn]
}

resource "aws_cloudwatch_metric_alarm" "out_queue" {
  count = length(local.queues) > 0 ? 1 : 0

  alarm_name          = "${var.name}-${var.service}-out-queue"
  alarm_description   = "Adds tasks to ${var.service}. ${local.metrics.queue.why}"
  evaluation_periods  = local.metrics.queue.evaluationPeriods
  datapoints_to_alarm = local.metrics.queue.datapointsToAlarm
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = local.metrics.queue.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.out["queue"].arn]

  metric_query {
    id          = "deepest"
    label       = "Messages per consumer of the deepest queue"
    expression  = "MAX([${join(", ", keys(local.backlogs))}])"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.backlogs

    content {
      id          = metric_query.key
      label       = metric_query.key
      expression  = metric_query.value
      return_data = false
    }
  }

  dynamic "metric_query" {
    for_each = local.queue_metrics

    content {
      id          = metric_query.key
      return_data = false

      metric {
        namespace   = "AWS/AmazonMQ"
        metric_name = metric_query.value.name
        dimensions  = { Broker = var.broker_name, VirtualHost = "/", Queue = metric_query.value.queue }
        stat        = local.metrics.queue.statistic
        period      = local.metrics.queue.period
      }
    }
  }
}

# Alarms of step policies act each for itself: one on low CPU alone would take tasks away while a queue is deep. So there is a
# single alarm for taking tasks away, on the busiest of all metrics: it is low only when each of them is.
resource "aws_cloudwatch_metric_alarm" "in" {
  alarm_name          = "${var.name}-${var.service}-in"
  alarm_description   = "Takes tasks from ${var.service}. ${local.scale_in.why.threshold}"
  evaluation_periods  = local.scale_in.evaluationPeriods
  datapoints_to_alarm = local.scale_in.datapointsToAlarm
  comparison_operator = "LessThanOrEqualToThreshold"
  threshold           = local.scale_in.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.in.arn]

  metric_query {
    id          = "busiest"
    label       = "Busiest metric, percent of its low mark"
    expression  = local.busiest
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.shares

    content {
      id          = metric_query.key
      label       = metric_query.key
      expression  = metric_query.value
      return_data = false
    }
  }

  dynamic "metric_query" {
    for_each = local.plain_metrics

    content {
      id          = metric_query.key
      return_data = false

      metric {
        namespace   = local.plain[metric_query.key].namespace
        metric_name = local.plain[metric_query.key].name
        dimensions  = local.plain[metric_query.key].dimensions
        stat        = metric_query.value.statistic
        period      = local.scale_in.period
      }
    }
  }

  dynamic "metric_query" {
    for_each = local.queue_metrics

    content {
      id          = metric_query.key
      return_data = false

      metric {
        namespace   = "AWS/AmazonMQ"
        metric_name = metric_query.value.name
        dimensions  = { Broker = var.broker_name, VirtualHost = "/", Queue = metric_query.value.queue }
        stat        = local.metrics.queue.statistic
        period      = local.scale_in.period
      }
    }
  }
}
