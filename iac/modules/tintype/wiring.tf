# What the parts tell each other: who may talk to whom, and the variables and secrets of each container.

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

locals {
  public_url           = "https://${module.edge.host}"
  broker_administrator = "tintype-admin"
  database_role        = "tintype_posts"

  # The name by which CloudFront reaches the load balancer, so that the certificate on that way is a valid one.
  origin_domain = var.domain == null ? null : { name = "origin.${var.domain.name}", zone_id = var.domain.zone_id }
  origin_port   = local.origin_domain == null ? 80 : 443

  # Name => length. Generated inside AWS and never seen by Terraform, but for those that main.tf names.
  generated_secrets = merge(
    { "origin-token" = 48, "broker-password" = 40, "grpc-token" = 48, "session-key" = 48, "media-signing-key" = 48, "database-posts" = 40 },
    { for service in keys(local.services) : "events-${service}" => 40 },
  )

  # Every connection that is allowed, and no other: from => to, at a port.
  flows = merge(
    { for service in keys(local.services) : "load-balancer-${service}" => { from = "load-balancer", to = service, port = local.workloads.common.port } },
    merge([for service, settings in local.services : {
      for called in settings.calls : "${service}-${called}" => { from = service, to = called, port = local.workloads.common.grpcPort }
    }]...),
    { for service in keys(local.services) : "${service}-broker" => { from = service, to = "broker", port = 5671 } },
    {
      "posts-database" = { from = "posts", to = "database-posts", port = 5432 }
      "tasks-database" = { from = "tasks", to = "database-posts", port = 5432 }
      "tasks-broker"   = { from = "tasks", to = "broker", port = 443 }
    },
  )

  common_variables = {
    NODE_ENV  = "production"
    LOG_LEVEL = var.log_level
    # CloudFront and the load balancer each append to X-Forwarded-For.
    TRUSTED_PROXIES = "2"
    # CloudFront compresses only what it may keep.
    COMPRESS          = "1"
    PUBLIC_URL        = local.public_url
    EVENTS_URL        = module.broker.amqps_url
    COGNITO_ISSUER    = module.accounts.issuer
    COGNITO_CLIENT_ID = module.accounts.client_id
    COGNITO_JWKS_URL  = "${module.accounts.issuer}/.well-known/jwks.json"
  }

  # Each service sees the names of what it uses, and the addresses of those it calls.
  service_variables = { for service, settings in local.services : service => merge(
    local.common_variables,
    { EVENTS_USERNAME = service },
    { for called in settings.calls : "${upper(called)}_GRPC" => "${called}:${local.workloads.common.grpcPort}" },
    {
      AWS_REGION            = data.aws_region.current.name
      COGNITO_USER_POOL_ID  = module.accounts.user_pool_id
      AUTH_TABLE            = module.tables.names["auth"]
      AUTH_LIMITS_TABLE     = module.tables.names["auth-limits"]
      MEDIA_TABLE           = module.tables.names["media"]
      MEDIA_BUCKET          = module.photo_store.bucket
      NOTIFICATIONS_TABLE   = module.tables.names["notifications"]
      TOPIC_PREFIX          = module.messaging.topic_prefix
      DATABASE_URL          = module.database["posts"].url
      DATABASE_USERNAME     = local.database_role
      DATABASE_CERTIFICATES = var.database_certificates
    },
  ) }

  service_secrets = { for service in keys(local.services) : service => {
    GRPC_TOKEN        = module.secrets.arns["grpc-token"]
    EVENTS_PASSWORD   = module.secrets.arns["events-${service}"]
    SESSION_KEY       = module.secrets.arns["session-key"]
    MEDIA_SIGNING_KEY = module.secrets.arns["media-signing-key"]
    DATABASE_PASSWORD = module.secrets.arns["database-posts"]
  } }

  task_variables = {
    "posts-migrate" = {
      DATABASE_URL              = module.database["posts"].url
      DATABASE_CERTIFICATES     = var.database_certificates
      DATABASE_SERVICE_USERNAME = local.database_role
    }
    "broker-users" = {
      BROKER_MANAGEMENT_URL = module.broker.management_url
      BROKER_USERNAME       = local.broker_administrator
    }
  }

  task_secrets = {
    "posts-migrate" = {
      # The owner's password is kept and rotated by RDS; the task reads it anew each time it runs.
      DATABASE_USERNAME         = "${module.database["posts"].owner_secret_arn}:username::"
      DATABASE_PASSWORD         = "${module.database["posts"].owner_secret_arn}:password::"
      DATABASE_SERVICE_PASSWORD = module.secrets.arns["database-posts"]
    }
    "broker-users" = merge(
      { BROKER_PASSWORD = module.secrets.arns["broker-password"] },
      { for service in keys(local.services) : "${upper(service)}_EVENTS_PASSWORD" => module.secrets.arns["events-${service}"] },
    )
  }
}
