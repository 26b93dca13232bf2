# Tintype, dev. Nothing but values: what it is made of is in modules/tintype.

module "tintype" {
  source    = "../../modules/tintype"
  providers = { aws = aws, aws.global = aws.global }

  environment           = "dev"
  image_registry        = var.image_registry
  image_tag             = var.image_tag
  database_certificates = var.database_certificates
  domain                = var.domain
  account_mail          = var.account_mail
  alarm_emails          = var.alarm_emails
  pipeline              = var.pipeline

  network = { nat_gateway_per_zone = false, interface_endpoints = false }
  services = {
    auth          = { minimum = 2, maximum = 4 }
    media         = { minimum = 2, maximum = 4 }
    posts         = { minimum = 2, maximum = 4 }
    notifications = { minimum = 2, maximum = 4 }
  }
  database = {
    instance_class      = "db.t4g.micro"
    multi_az            = false
    storage             = 20
    maximum_storage     = 50
    backup_days         = 7
    deletion_protection = false
  }
  broker = { instance_type = "mq.m7g.medium", cluster = false }

  spot_share         = 100
  log_level          = "debug"
  log_retention_days = 14
  keep_data          = false
  monthly_budget     = 500
  sms_monthly_limit  = 1
}
