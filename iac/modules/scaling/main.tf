# Step scaling of one service. Every number is in policies.json, which iac/scaling simulates; the resources here only say it to AWS.

locals {
  policies = jsondecode(file("${path.module}/policies.json"))
  scale_in = local.policies.scaleIn

  # The metrics that this service scales on: how each is read and answered, with the service's own thresholds.
  metrics = { for metric, limits in local.policies.services[var.service] : metric => merge(local.policies.metrics[metric], limits) }

  # policies.json has multiples of the threshold, AWS takes distances from it. Rounded, because 1.15 is no exact number to
  # Terraform, and 8.99... would never be what AWS answers.
  steps_out = { for metric, policy in local.metrics : metric => [for step in policy.steps : {
    lower   = tonumber(format("%.4f", (step.from - 1) * policy.threshold))
    upper   = step.to == null ? null : tonumber(format("%.4f", (step.to - 1) * policy.threshold))
    percent = step.percent
  }] }
  steps_in = [for step in local.scale_in.steps : {
    lower   = step.from == null ? null : tonumber(format("%.4f", (step.from - 1) * local.scale_in.threshold))
    upper   = tonumber(format("%.4f", (step.to - 1) * local.scale_in.threshold))
    percent = step.percent
  }]
}

resource "aws_appautoscaling_target" "tasks" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${var.cluster_name}/${var.service_name}"
  min_capacity       = var.minimum_tasks
  max_capacity       = var.maximum_tasks
}

# One policy out per metric: any of them may add tasks. When several want to, the largest wish counts.
resource "aws_appautoscaling_policy" "out" {
  for_each = local.metrics

  name               = "${var.name}-${var.service}-out-${each.key}"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.tasks.service_namespace
  scalable_dimension = aws_appautoscaling_target.tasks.scalable_dimension
  resource_id        = aws_appautoscaling_target.tasks.resource_id

  step_scaling_policy_configuration {
    adjustment_type          = "PercentChangeInCapacity"
    min_adjustment_magnitude = each.value.leastChange
    cooldown                 = each.value.cooldown
    metric_aggregation_type  = local.policies.aggregation

    dynamic "step_adjustment" {
      for_each = local.steps_out[each.key]

      content {
        metric_interval_lower_bound = step_adjustment.value.lower
        metric_interval_upper_bound = step_adjustment.value.upper
        scaling_adjustment          = step_adjustment.value.percent
      }
    }
  }
}

# One policy in per service: its alarm looks at all metrics at once (alarms.tf).
resource "aws_appautoscaling_policy" "in" {
  name               = "${var.name}-${var.service}-in"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.tasks.service_namespace
  scalable_dimension = aws_appautoscaling_target.tasks.scalable_dimension
  resource_id        = aws_appautoscaling_target.tasks.resource_id

  step_scaling_policy_configuration {
    adjustment_type          = "PercentChangeInCapacity"
    min_adjustment_magnitude = local.scale_in.leastChange
    cooldown                 = local.scale_in.cooldown
    metric_aggregation_type  = local.policies.aggregation

    dynamic "step_adjustment" {
      for_each = local.steps_in

      content {
        metric_interval_lower_bound = step_adjustment.value.lower
        metric_interval_upper_bound = step_adjustment.value.upper
        scaling_adjustment          = step_adjustment.value.percent
      }
    }
  }
}
