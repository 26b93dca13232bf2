# What watches Tintype, what it may cost, and what deploys it.

module "monitoring" {
  source    = "../monitoring"
  providers = { aws = aws, aws.global = aws.global }

  name               = local.name
  alarm_emails       = var.alarm_emails
  encryption_key_arn = module.encryption.key_arn
  cluster_name       = module.cluster.name
  load_balancer      = module.load_balancer.arn_suffix
  services           = { for key, service in module.service : key => { service_name = service.service_name, target_group = service.target_group_arn_suffix, log_group = service.log_group_name, minimum = var.services[key].minimum, maximum = var.services[key].maximum } }
  databases          = { for key, database in module.database : key => { identifier = database.identifier, storage = var.database.storage, connections = database.maximum_connections } }
  tables             = module.tables.all_names
  broker_name        = module.broker.name
  distribution_id    = module.edge.distribution_id
  sms_monthly_limit  = var.sms_monthly_limit
}

module "budget" {
  source = "../budget"

  name   = local.name
  limit  = var.monthly_budget
  emails = var.alarm_emails
}

module "pipeline" {
  source = "../pipeline"
  count  = var.pipeline == null ? 0 : 1

  name               = local.name
  environment        = var.environment
  connection_arn     = var.pipeline.connection_arn
  repository         = var.pipeline.repository
  branch             = var.pipeline.branch
  state_bucket       = var.pipeline.state_bucket
  alarm_topic_arn    = module.monitoring.alarm_topic_arn
  encryption_key_arn = module.encryption.key_arn
  log_retention_days = var.log_retention_days
  force_destroy      = !var.keep_data

  permissions_boundary_arn = module.boundary.arn
}
