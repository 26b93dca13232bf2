output "name" {
  description = "Name of the pipeline."
  value       = aws_codepipeline.this.name
}

output "artifact_bucket" {
  description = "Bucket of what one stage hands to the next."
  value       = module.artifacts.name
}

output "role_arns" {
  description = "Role of each stage."
  value       = { for stage, role in aws_iam_role.stage : stage => role.arn }
}
