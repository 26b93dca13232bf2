variable "name" {
  description = "Name of the cluster and of its namespace."
  type        = string
}

variable "spot_share" {
  description = "Percentage of tasks above the least that may run on Fargate Spot."
  type        = number

  validation {
    condition     = var.spot_share >= 0 && var.spot_share <= 100 && floor(var.spot_share) == var.spot_share
    error_message = "A whole number from 0 to 100."
  }
}

variable "encryption_key_arn" {
  description = "KMS key of the logs and of command sessions."
  type        = string
}

variable "log_retention_days" {
  description = "Days that the cluster's measurements are kept as log events."
  type        = number
}
