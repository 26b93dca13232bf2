output "arn" {
  description = "Policy that every role of the environment has for a boundary."
  value       = aws_iam_policy.this.arn
}
