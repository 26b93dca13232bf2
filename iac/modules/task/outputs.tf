output "definition_arn" {
  description = "Task definition to run."
  value       = aws_ecs_task_definition.this.arn
}

output "log_group_name" {
  description = "Where its logs are; a run's stream is task/<container>/<task id>."
  value       = aws_cloudwatch_log_group.this.name
}
