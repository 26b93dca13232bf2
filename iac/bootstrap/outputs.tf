output "state_bucket" {
  description = "Bucket that holds the state of every root."
  value       = module.state.name
}

output "image_registry" {
  description = "Where each service's images go: the repository's address without a tag."
  value       = { for service in local.services : service => module.registry.urls["tintype/${service}"] }
}

output "region" {
  description = "Region of all this."
  value       = var.region
}
