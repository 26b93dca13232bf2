output "vpc_id" {
  description = "The network."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "Subnets that the internet reaches, one a zone."
  value       = [for subnet in aws_subnet.public : subnet.id]
}

output "private_subnet_ids" {
  description = "Subnets that reach the internet by NAT, one a zone."
  # A task that starts before its way out exists cannot pull its image.
  value      = [for subnet in aws_subnet.private : subnet.id]
  depends_on = [aws_route.private, aws_route_table_association.private]
}

output "isolated_subnet_ids" {
  description = "Subnets with no way out, one a zone."
  value       = [for subnet in aws_subnet.isolated : subnet.id]
}
