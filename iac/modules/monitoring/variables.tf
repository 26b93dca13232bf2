variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "alarm_emails" {
  description = "Addresses that alarms are mailed to; each has to confirm once."
  type        = list(string)

  validation {
    condition     = alltrue([for email in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+$", email))])
    error_message = "These have to be e-mail addresses."
  }
}

variable "encryption_key_arn" {
  description = "Key that alarms are encrypted with on their way; its policy lets CloudWatch use it."
  type        = string
}

variable "cluster_name" {
  description = "Name of the ECS cluster, which counts its tasks by Container Insights."
  type        = string
}

variable "load_balancer" {
  description = "The load balancer as metrics know it: app/<name>/<id>."
  type        = string
}

variable "services" {
  description = "Each service: its names in ECS, at the load balancer and in the logs, and its least and most tasks."
  type = map(object({
    service_name = string
    target_group = string
    log_group    = string
    minimum      = number
    maximum      = number
  }))
}

variable "databases" {
  description = "Each database: its instance, the GiB that it began with, and how many connections it takes."
  type = map(object({
    identifier  = string
    storage     = number
    connections = number
  }))
}

variable "tables" {
  description = "Names of the tables."
  type        = list(string)
}

variable "broker_name" {
  description = "Name of the RabbitMQ broker."
  type        = string
}

variable "distribution_id" {
  description = "The CloudFront distribution."
  type        = string
}

variable "sms_monthly_limit" {
  description = "US dollars a month at which SNS stops sending SMS."
  type        = number

  validation {
    condition     = var.sms_monthly_limit > 0
    error_message = "Name a sum above 0."
  }
}
