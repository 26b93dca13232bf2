output "public_url" {
  description = "Where people reach Tintype."
  value       = local.public_url
}

output "region" {
  description = "Region that everything but the edge is in."
  value       = data.aws_region.current.name
}

output "pages" {
  description = "Where the built pages go: the bucket, and the distribution to invalidate."
  value       = { bucket = module.edge.pages_bucket, distribution_id = module.edge.distribution_id }
}

output "signing_keys" {
  description = "Where the edge reads the key that signs addresses of photos: the key value store, the secret it is a copy of."
  value       = { key_value_store_arn = module.edge.key_value_store_arn, secret_arn = module.secrets.arns["media-signing-key"] }
}

output "cluster" {
  description = "Name of the ECS cluster."
  value       = module.cluster.name
}

output "services" {
  description = "Each service: its name in ECS, log group, least and most tasks."
  value = { for key, service in module.service : key => {
    service_name = service.service_name
    log_group    = service.log_group_name
    minimum      = var.services[key].minimum
    maximum      = var.services[key].maximum
  } }
}

output "tasks" {
  description = "Each one-off task: its definition, log group, and where it runs."
  value = { for key, task in module.task : key => {
    definition_arn     = task.definition_arn
    log_group          = task.log_group_name
    container          = key
    subnet_ids         = module.network.private_subnet_ids
    security_group_ids = [module.security_groups.ids["tasks"]]
  } }
}

output "databases" {
  description = "Identifier of each service's database instance."
  value       = { for key, database in module.database : key => database.identifier }
}

output "stores" {
  description = "Tables, bucket and user pool by name, as backups and tests need them."
  value = {
    tables       = module.tables.all_names
    photo_bucket = module.photo_store.bucket
    topic_prefix = module.messaging.topic_prefix
    user_pool    = module.accounts.user_pool_id
    client       = module.accounts.client_id
  }
}

output "dashboard" {
  description = "Name of the CloudWatch dashboard."
  value       = module.monitoring.dashboard_name
}

output "broker" {
  description = "Name of the RabbitMQ broker; its metrics go by it."
  value       = module.broker.name
}

output "image_tag" {
  description = "Tag of the images that run."
  value       = var.image_tag
}

output "keep_data" {
  description = "Whether stores refuse to be deleted while they hold data."
  value       = var.keep_data
}
