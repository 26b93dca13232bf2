variable "name" {
  description = "Prefix of every name, such as tintype-dev; secrets are named <name>/<key>."
  type        = string
}

variable "encryption_key_arn" {
  description = "ARN of the key that encrypts the secrets."
  type        = string
}

variable "generated" {
  description = "Secrets to make up: name => how many letters and digits."
  type        = map(number)

  validation {
    # 32 of 62 characters are more than 128 bits.
    condition     = alltrue([for length in values(var.generated) : length >= 32 && length <= 4096])
    error_message = "A secret has 32 to 4096 characters."
  }
}

variable "versions" {
  description = "Secrets to make up anew: name => a number that is higher than last time. The README says what else that takes."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for secret in keys(var.versions) : contains(keys(var.generated), secret)])
    error_message = "Only generated secrets have a version."
  }
}

variable "readable" {
  description = "Names of secrets that become arguments of other resources, and so are in the state."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for secret in var.readable : contains(keys(var.generated), secret)])
    error_message = "Only generated secrets can be read."
  }
}

variable "recovery_days" {
  description = "Days for which a deleted secret can be taken back; 0 deletes at once."
  type        = number
  default     = 30

  validation {
    condition     = var.recovery_days == 0 || (var.recovery_days >= 7 && var.recovery_days <= 30)
    error_message = "Secrets Manager takes 0, or 7 to 30 days."
  }
}
