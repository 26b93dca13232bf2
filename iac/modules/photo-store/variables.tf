variable "name" {
  description = "Prefix of every name, such as tintype-dev; the bucket is named <name>-photos-<account>-<region>."
  type        = string

  validation {
    # A bucket's name has 63 characters at most; the rest takes up to 36.
    condition     = can(regex("^[a-z][a-z0-9-]*$", var.name)) && length(var.name) <= 27
    error_message = "Use up to 27 lower case letters, digits and hyphens."
  }
}

variable "encryption_key_arn" {
  description = "ARN of the key that encrypts the photos."
  type        = string
}

variable "deleted_days" {
  description = "Days for which a deleted photo can be brought back."
  type        = number
  default     = 30

  validation {
    condition     = var.deleted_days >= 1
    error_message = "S3 counts in whole days."
  }
}

variable "force_destroy" {
  description = "Whether the bucket may be deleted together with the photos in it."
  type        = bool
  default     = false
}
