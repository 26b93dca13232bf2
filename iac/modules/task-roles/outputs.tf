output "execution_role_arn" {
  description = "Role that Fargate starts the task with."
  value       = aws_iam_role.execution.arn
  # A task that starts before the permissions are there fails.
  depends_on = [aws_iam_role_policy.execution]
}

output "task_role_arn" {
  description = "Role that the process in the container has."
  value       = aws_iam_role.task.arn
  depends_on  = [aws_iam_role_policy.task]
}
