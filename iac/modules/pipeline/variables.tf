variable "name" {
  description = "Prefix of every name; the pipeline may change only what is named like this."
  type        = string
}

variable "environment" {
  description = "The environment that is deployed: a folder of iac/environments."
  type        = string
}

variable "connection_arn" {
  description = "The connection to where the repository is, made and confirmed once in the console (Developer Tools, Connections)."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:(codeconnections|codestar-connections):", var.connection_arn))
    error_message = "This has to be the ARN of a CodeConnections connection."
  }
}

variable "repository" {
  description = "The repository as owner/name."
  type        = string

  validation {
    condition     = can(regex("^[^/\\s]+/[^\\s]+$", var.repository))
    error_message = "Write owner/name."
  }
}

variable "branch" {
  description = "Branch whose commits are deployed."
  type        = string
}

variable "state_bucket" {
  description = "Bucket of the Terraform state, made by iac/bootstrap."
  type        = string
}

variable "alarm_topic_arn" {
  description = "Topic that is told that a plan waits for approval."
  type        = string
}

variable "encryption_key_arn" {
  description = "Key that artifacts and logs are encrypted with."
  type        = string
}

variable "log_retention_days" {
  description = "Days that logs of builds are kept."
  type        = number
}

variable "force_destroy" {
  description = "Whether the bucket of artifacts may be deleted with what is in it."
  type        = bool
  default     = false
}

variable "permissions_boundary_arn" {
  description = "Policy that every role has to have for a boundary that the pipeline makes or gives permissions to."
  type        = string
}
