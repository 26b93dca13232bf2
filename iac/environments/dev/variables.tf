variable "region" {
  description = "Region to run in."
  type        = string
  default     = "eu-central-1"
}

variable "image_registry" {
  description = "Where the images are, by service; an output of iac/bootstrap."
  type        = map(string)
}

variable "image_tag" {
  description = "Tag of the images to run."
  type        = string
}

variable "database_certificates" {
  description = "PEM text of the authorities that sign the databases' certificates in this region."
  type        = string
}

variable "domain" {
  description = "Name under which people reach Tintype and its Route 53 zone; null for CloudFront's own name."
  type        = object({ name = string, zone_id = string })
  default     = null
}

variable "account_mail" {
  description = "Verified identity of SES that codes for sign-up and passwords are mailed from, and the sender's address. Null sends through Cognito, which stops at 50 mails a day."
  type        = object({ identity_arn = string, from = string })
  default     = null
}

variable "alarm_emails" {
  description = "Addresses that alarms and the budget are mailed to."
  type        = list(string)
  default     = []
}

variable "pipeline" {
  description = "Source of the pipeline that tests and deploys each commit; null makes none."
  type        = object({ connection_arn = string, repository = string, branch = string, state_bucket = string })
  default     = null
}
