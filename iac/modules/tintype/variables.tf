variable "environment" {
  description = "Name of the environment, such as dev or prod; part of every name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,7}$", var.environment))
    error_message = "Use 2 to 8 lower case letters and digits, beginning with a letter."
  }
}

variable "image_registry" {
  description = "Where the images are, by service: the repository's address without a tag. Made by iac/bootstrap."
  type        = map(string)
}

variable "image_tag" {
  description = "Tag of the images to run, the same for every service."
  type        = string
}

variable "domain" {
  description = "Name under which people reach Tintype and its Route 53 zone. Without one CloudFront's own name is used, and the way from CloudFront to the load balancer is not encrypted."
  type = object({
    name    = string
    zone_id = string
  })
  default = null
}

variable "network" {
  description = "The private network: its address range, how many zones it spans, whether each zone has a NAT gateway of its own, and whether AWS is reached over interface endpoints."
  type = object({
    cidr                 = optional(string, "10.20.0.0/16")
    zones                = optional(number, 3)
    nat_gateway_per_zone = bool
    interface_endpoints  = bool
  })
}

variable "services" {
  description = "Least and most tasks of each service. Size and variables of a task are in iac/workloads.json."
  type = map(object({
    minimum = number
    maximum = number
  }))

  validation {
    condition     = alltrue([for service in var.services : service.minimum >= 2 && service.maximum > service.minimum])
    error_message = "Every service needs at least 2 tasks, so that one can go, and room above that to scale."
  }
}

variable "database" {
  description = "Size of the PostgreSQL instance of each service that has one, and how it is kept. Storage in GiB; it grows by itself up to the maximum."
  type = object({
    instance_class      = string
    multi_az            = bool
    storage             = number
    maximum_storage     = number
    backup_days         = number
    deletion_protection = bool
  })
}

variable "database_certificates" {
  description = "PEM text of the authorities that sign the databases' certificates in this region, as AWS publishes them."
  type        = string
}

variable "broker" {
  description = "Size of the RabbitMQ broker, and whether it is a cluster over three zones."
  type = object({
    instance_type = string
    cluster       = bool
  })
}

variable "cpu_architecture" {
  description = "Architecture that the images were built for."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.cpu_architecture)
    error_message = "Fargate knows X86_64 and ARM64."
  }
}

variable "spot_share" {
  description = "Percentage of tasks above the least that may run on Fargate Spot, which AWS can take back with two minutes' notice."
  type        = number
  default     = 0
}

variable "log_level" {
  description = "Level from which the services log."
  type        = string
  default     = "info"
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
}

variable "account_mail" {
  description = "Verified identity of SES that codes for sign-up and passwords are mailed from, and the sender's address. Null sends through Cognito, which stops at 50 mails a day."
  type        = object({ identity_arn = string, from = string })
  default     = null
}

variable "secret_versions" {
  description = "Secrets to make up anew: name => a number that is higher than last time. modules/secrets/README.md says what else that takes."
  type        = map(number)
  default     = {}
}

variable "keep_data" {
  description = "Whether stores refuse to be deleted while they hold data. Where people's photos are, this is true."
  type        = bool
  default     = true
}

variable "alarm_emails" {
  description = "Addresses that alarms are mailed to; each has to confirm once."
  type        = list(string)
}

variable "monthly_budget" {
  description = "US dollars a month from which the budget alarm speaks up."
  type        = number
}

variable "sms_monthly_limit" {
  description = "US dollars a month that SMS may cost; SNS stops there."
  type        = number
}

variable "requests_per_address" {
  description = "Requests of one address in five minutes from which the firewall refuses more."
  type        = number
  default     = 2000
}

variable "pipeline" {
  description = "Source of the pipeline that tests and deploys each commit: the CodeConnections connection, the repository as owner/name, the branch. Null makes none."
  type = object({
    connection_arn = string
    repository     = string
    branch         = string
    state_bucket   = string
  })
  default = null
}
