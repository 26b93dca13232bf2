output "name" {
  description = "Name of the cluster."
  value       = aws_ecs_cluster.this.name
}

output "arn" {
  description = "ARN of the cluster, for services."
  value       = aws_ecs_cluster.this.arn
  # A service that names a provider before the cluster has it is refused.
  depends_on = [aws_ecs_cluster_capacity_providers.this]
}

output "namespace_arn" {
  description = "Namespace of Service Connect."
  value       = aws_service_discovery_http_namespace.this.arn
}

output "capacity_strategy" {
  description = "Shares of the capacity providers; the one that `takes_least` gets a service's least tasks before shares count, so that these are never taken back."
  value       = local.capacity_strategy
}
