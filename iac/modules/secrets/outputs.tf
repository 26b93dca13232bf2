output "arns" {
  description = "ARN of each secret by its name. Who uses one waits until it has a value."
  value       = { for key, version in aws_secretsmanager_secret_version.this : key => version.arn }
}

output "values" {
  description = "Values of the readable secrets by name."
  value       = { for key, version in data.aws_secretsmanager_secret_version.readable : key => version.secret_string }
  sensitive   = true
}
