output "names" {
  description = "Name of each table by its key. Those of remembered requests are found by the services, which append -remembered."
  value       = { for key, table in aws_dynamodb_table.this : key => table.name }
}

output "all_names" {
  description = "Names of all tables."
  value       = [for table in aws_dynamodb_table.this : table.name]
}

output "arns" {
  description = "By service, the ARNs of its tables and of their indexes."
  value = { for service in distinct(values(local.tables)[*].service) : service => flatten([
    for key, table in local.tables : local.arns[key] if table.service == service
  ]) }
}
