output "arn" {
  description = "The web ACL, for the distribution that it protects."
  value       = aws_wafv2_web_acl.this.arn
}

output "log_group_name" {
  description = "Log group of refused requests, in us-east-1."
  value       = aws_cloudwatch_log_group.refused.name
}
