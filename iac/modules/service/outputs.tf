output "service_name" {
  description = "Its name in ECS."
  value       = aws_ecs_service.this.name
}

output "target_group_arn_suffix" {
  description = "What measurements of its targets are kept under."
  value       = aws_lb_target_group.this.arn_suffix
}

output "log_group_name" {
  description = "Where its logs are."
  value       = aws_cloudwatch_log_group.this.name
}
