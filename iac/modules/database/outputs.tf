output "url" {
  description = "Where the database is, without credentials."
  value       = "postgresql://${aws_db_instance.this.address}:${local.port}/${var.database_name}"
}

output "owner_secret_arn" {
  description = "Secret with the owner's name and password, as JSON."
  value       = aws_db_instance.this.master_user_secret[0].secret_arn
}

output "identifier" {
  description = "Name of the instance."
  value       = aws_db_instance.this.identifier
}

output "maximum_connections" {
  description = "How many connections the instance takes."
  value       = local.maximum_connections
}
