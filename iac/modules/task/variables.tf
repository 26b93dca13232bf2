variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "task" {
  description = "Name of the task and of its container."
  type        = string
}

variable "image" {
  description = "Image to run, with its tag."
  type        = string
}

variable "command" {
  description = "What it runs instead of the image's own command."
  type        = list(string)

  validation {
    condition     = length(var.command) > 0
    error_message = "Without a command the image would start its service."
  }
}

variable "cpu_architecture" {
  description = "Architecture that the image was built for."
  type        = string
}

variable "environment" {
  description = "Variables of the container that are no secrets."
  type        = map(string)
}

variable "secrets" {
  description = "Secrets of the container: variable => ARN in Secrets Manager, with the key within it where it has several."
  type        = map(string)
}

variable "encryption_key_arn" {
  description = "KMS key of logs and secrets."
  type        = string
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
}

variable "permissions_boundary_arn" {
  description = "Policy that says the most that its roles may do, whatever else is allowed."
  type        = string
}
