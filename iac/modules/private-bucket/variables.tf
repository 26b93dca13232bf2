variable "name" {
  description = "Name of the bucket. It is unique in the world, so it holds at least the account's number."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "Use 3 to 63 lower case letters, digits and hyphens."
  }
}

variable "force_destroy" {
  description = "Whether the bucket may be deleted together with what is in it."
  type        = bool
  default     = false
}

variable "encryption" {
  description = "What encrypts: aws:kms with the key of that ARN, aws:kms alone with AWS's own key for S3, AES256 with S3's keys."
  type = object({
    algorithm = string
    key_arn   = optional(string)
  })

  validation {
    condition     = contains(["aws:kms", "AES256"], var.encryption.algorithm)
    error_message = "S3 encrypts by aws:kms or AES256."
  }

  validation {
    condition     = var.encryption.algorithm == "aws:kms" || var.encryption.key_arn == null
    error_message = "Only aws:kms has a key to name."
  }
}

variable "versioned" {
  description = "Whether what is overwritten or deleted is kept as an earlier version."
  type        = bool
  default     = true
}

variable "lifecycle_rules" {
  description = "What goes by itself. A rule holds for everything below its prefix; days count from the upload, for earlier versions from when they became that."
  type = list(object({
    id                     = string
    prefix                 = optional(string)
    unfinished_upload_days = optional(number)
    earlier_version_days   = optional(number)
    # Either days, or the marks of what was deleted once nothing lies behind them.
    expiration = optional(object({
      days           = optional(number)
      delete_markers = optional(bool)
    }))
    transition = optional(object({
      days          = number
      storage_class = string
    }))
  }))

  # Nobody sees the parts of an upload that was broken off, and they cost like the rest.
  validation {
    condition     = anytrue([for rule in var.lifecycle_rules : rule.unfinished_upload_days != null && rule.prefix == null])
    error_message = "A rule for everything says when unfinished uploads go."
  }
}

variable "policy_documents" {
  description = "What the bucket's policy says beside \"only by TLS\", as JSON documents."
  type        = list(string)
  default     = []
}
