# Tintype in one region. Each module has one concern; this file wires them, and the two environments differ in variables only.

locals {
  name      = "tintype-${var.environment}"
  workloads = jsondecode(file("${path.module}/../../workloads.json"))
  routes    = jsondecode(file("${path.module}/../../../backend/routes.json")).routes
  services  = local.workloads.services
}

module "encryption" {
  source = "../encryption"

  name = local.name
}

module "network" {
  source = "../network"

  name                 = local.name
  cidr                 = var.network.cidr
  zones                = var.network.zones
  nat_gateway_per_zone = var.network.nat_gateway_per_zone
  # Names of the services of AWS that tasks reach without leaving the network. Not Cognito: what is said of its endpoint does
  # not promise that it serves the keys that tokens are checked with, and every service would lose them.
  interface_endpoints         = var.network.interface_endpoints ? ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "sns"] : []
  endpoint_security_group_ids = [module.security_groups.ids["endpoints"]]
  flow_log_retention_days     = var.log_retention_days
  flow_log_encryption_key_arn = module.encryption.key_arn
  permissions_boundary_arn    = module.boundary.arn
}

module "security_groups" {
  source = "../security-groups"

  name   = local.name
  vpc_id = module.network.vpc_id
  cidr   = var.network.cidr
  groups = concat(["load-balancer", "database-posts", "broker", "endpoints", "tasks"], keys(local.services))
  flows  = local.flows
  # Only CloudFront reaches the load balancer.
  public_group    = { name = "load-balancer", port = local.origin_port }
  outgoing_groups = concat(["tasks"], keys(local.services))
  endpoint_group  = "endpoints"
}

module "secrets" {
  source = "../secrets"

  name               = local.name
  encryption_key_arn = module.encryption.key_arn
  generated          = local.generated_secrets
  versions           = var.secret_versions
  # These two end up in arguments of resources, so Terraform has to know them; no other secret is in its state.
  readable      = ["origin-token", "broker-password"]
  recovery_days = var.keep_data ? 30 : 0
}

module "tables" {
  source = "../tables"

  name                = local.name
  encryption_key_arn  = module.encryption.key_arn
  deletion_protection = var.keep_data
}

module "photo_store" {
  source = "../photo-store"

  name               = local.name
  encryption_key_arn = module.encryption.key_arn
  force_destroy      = !var.keep_data
}

module "accounts" {
  source = "../accounts"

  name                = local.name
  deletion_protection = var.keep_data
  mail                = var.account_mail
}

# Of all roles but the pipeline's.
module "boundary" {
  source = "../boundary"

  name               = local.name
  encryption_key_arn = module.encryption.key_arn
  photo_bucket_arn   = module.photo_store.arn
  user_pool_arn      = module.accounts.user_pool_arn
}

module "messaging" {
  source = "../messaging"

  name                     = local.name
  sms_monthly_limit        = var.sms_monthly_limit
  permissions_boundary_arn = module.boundary.arn
}

module "database" {
  source   = "../database"
  for_each = toset(["posts"])

  name                = "${local.name}-${each.key}"
  database_name       = each.key
  subnet_ids          = module.network.isolated_subnet_ids
  security_group_ids  = [module.security_groups.ids["database-${each.key}"]]
  encryption_key_arn  = module.encryption.key_arn
  instance_class      = var.database.instance_class
  multi_az            = var.database.multi_az
  storage             = var.database.storage
  maximum_storage     = var.database.maximum_storage
  backup_days         = var.database.backup_days
  deletion_protection = var.database.deletion_protection
  log_retention_days  = var.log_retention_days

  permissions_boundary_arn = module.boundary.arn
}

module "broker" {
  source = "../broker"

  name               = local.name
  subnet_ids         = module.network.isolated_subnet_ids
  security_group_ids = [module.security_groups.ids["broker"]]
  instance_type      = var.broker.instance_type
  cluster            = var.broker.cluster
  username           = local.broker_administrator
  password           = module.secrets.values["broker-password"]
}

module "load_balancer" {
  source = "../load-balancer"

  name                = local.name
  vpc_id              = module.network.vpc_id
  subnet_ids          = module.network.public_subnet_ids
  security_group_ids  = [module.security_groups.ids["load-balancer"]]
  domain              = local.origin_domain
  deletion_protection = var.keep_data
  log_retention_days  = var.log_retention_days
  force_destroy       = !var.keep_data
}

module "firewall" {
  source    = "../firewall"
  providers = { aws = aws.global }

  name                 = local.name
  requests_per_address = var.requests_per_address
  log_retention_days   = var.log_retention_days
}

module "edge" {
  source    = "../edge"
  providers = { aws = aws, aws.global = aws.global }

  name               = local.name
  domain             = var.domain
  origin             = { host = local.origin_domain == null ? module.load_balancer.dns_name : local.origin_domain.name, encrypted = local.origin_domain != null }
  origin_token       = module.secrets.values["origin-token"]
  routes             = local.routes
  firewall_arn       = module.firewall.arn
  force_destroy      = !var.keep_data
  log_retention_days = var.log_retention_days
}

module "cluster" {
  source = "../cluster"

  name               = local.name
  spot_share         = var.spot_share
  encryption_key_arn = module.encryption.key_arn
  log_retention_days = var.log_retention_days
}

module "service" {
  source   = "../service"
  for_each = local.services

  name               = local.name
  service            = each.key
  image              = "${var.image_registry[each.key]}:${var.image_tag}"
  cpu                = each.value.cpu
  memory             = each.value.memory
  cpu_architecture   = var.cpu_architecture
  minimum_tasks      = var.services[each.key].minimum
  container          = local.workloads.common
  drain_seconds      = each.value.drainSeconds
  environment        = { for variable in concat(local.workloads.common.variables, each.value.variables, [for called in each.value.calls : "${upper(called)}_GRPC"]) : variable => local.service_variables[each.key][variable] }
  secrets            = { for secret in concat(local.workloads.common.secrets, each.value.secrets) : secret => local.service_secrets[each.key][secret] }
  called_by_others   = contains(flatten([for service in local.services : service.calls]), each.key)
  encryption_key_arn = module.encryption.key_arn
  policy             = local.service_policies[each.key]
  cluster            = { arn = module.cluster.arn, namespace_arn = module.cluster.namespace_arn, capacity = module.cluster.capacity_strategy }
  vpc_id             = module.network.vpc_id
  subnet_ids         = module.network.private_subnet_ids
  security_group_ids = [module.security_groups.ids[each.key]]
  listener_arn       = module.load_balancer.listener_arn
  origin_token       = module.secrets.values["origin-token"]
  # Priorities of listener rules are unique per listener: a route's place in the table is its priority.
  routes             = { for index, route in local.routes : route.path => index + 1 if route.service == each.key }
  log_retention_days = var.log_retention_days
  keep_revisions     = var.keep_data

  permissions_boundary_arn = module.boundary.arn
}

module "scaling" {
  source   = "../scaling"
  for_each = local.services

  name          = local.name
  service       = each.key
  cluster_name  = module.cluster.name
  service_name  = module.service[each.key].service_name
  minimum_tasks = var.services[each.key].minimum
  maximum_tasks = var.services[each.key].maximum
  load_balancer = module.load_balancer.arn_suffix
  target_group  = module.service[each.key].target_group_arn_suffix
  broker_name   = module.broker.name
}

module "task" {
  source   = "../task"
  for_each = local.workloads.tasks

  name               = local.name
  task               = each.key
  image              = "${var.image_registry[each.value.image]}:${var.image_tag}"
  command            = each.value.command
  cpu_architecture   = var.cpu_architecture
  environment        = { for variable in each.value.variables : variable => local.task_variables[each.key][variable] }
  secrets            = { for secret in each.value.secrets : secret => local.task_secrets[each.key][secret] }
  encryption_key_arn = module.encryption.key_arn
  log_retention_days = var.log_retention_days

  permissions_boundary_arn = module.boundary.arn
}
