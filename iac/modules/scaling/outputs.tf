output "target" {
  description = "What is scaled, and between how many tasks."
  value = {
    resource_id = aws_appautoscaling_target.tasks.resource_id
    minimum     = aws_appautoscaling_target.tasks.min_capacity
    maximum     = aws_appautoscaling_target.tasks.max_capacity
  }
}

output "alarm_names" {
  description = "Names of the alarms that add tasks and of the one that takes them away."
  value = {
    out = concat([for alarm in aws_cloudwatch_metric_alarm.out : alarm.alarm_name], aws_cloudwatch_metric_alarm.out_queue[*].alarm_name)
    in  = aws_cloudwatch_metric_alarm.in.alarm_name
  }
}

output "policy_arns" {
  description = "The policy of each metric that adds tasks, and the one that takes them away."
  value = {
    out = { for metric, policy in aws_appautoscaling_policy.out : metric => policy.arn }
    in  = aws_appautoscaling_policy.in.arn
  }
}
