output "host" {
  description = "Name under which people reach Tintype."
  value       = var.domain == null ? aws_cloudfront_distribution.this.domain_name : var.domain.name
}

output "pages_bucket" {
  description = "Bucket of the built pages, of openapi.json (as api/openapi.json) and of the API's reader (under api/docs/)."
  value       = module.pages.name
}

output "distribution_id" {
  description = "The distribution: to invalidate, and to watch."
  value       = aws_cloudfront_distribution.this.id
}

output "key_value_store_arn" {
  description = "Where the check of photo addresses reads its keys: `current`, and `previous` while the key changes."
  value       = aws_cloudfront_key_value_store.signing_keys.arn
}

output "path_patterns" {
  description = "Path patterns that lead to the load balancer."
  value       = [for behavior in local.behaviors : behavior.pattern if behavior.kind != "pages"]
}

output "log_group_name" {
  description = "Log group of the access logs, in us-east-1."
  value       = aws_cloudwatch_log_group.access.name
}
