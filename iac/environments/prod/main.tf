# Tintype, prod. Nothing but values: what it is made of is in modules/tintype.

module "tintype" {
  source    = "../../modules/tintype"
  providers = { aws = aws, aws.global = aws.global }

  environment           = "prod"
  image_registry        = var.image_registry
  image_tag             = var.image_tag
  database_certificates = var.database_certificates
  domain                = var.domain
  account_mail          = var.account_mail
  alarm_emails          = var.alarm_emails
  pipeline              = var.pipeline

  network = { nat_gateway_per_zone = true, interface_endpoints = true }
  services = {
    auth          = { minimum = 2, maximum = 20 }
    media         = { minimum = 3, maximum = 60 }
    posts         = { minimum = 3, maximum = 60 }
    notifications = { minimum = 2, maximum = 30 }
  }
  database = {
    instance_class      = "db.r7g.large"
    multi_az            = true
    storage             = 100
    maximum_storage     = 1000
    backup_days         = 14
    deletion_protection = true
  }
  broker = { instance_type = "mq.m7g.large", cluster = true }

  log_retention_days = 90
  monthly_budget     = 2500
  # All that AWS allows a new account; raise it after AWS did.
  sms_monthly_limit = 1
}
