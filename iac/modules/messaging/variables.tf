variable "name" {
  description = "Prefix of every name, such as tintype-dev; of topics too."
  type        = string

  validation {
    # The service notifications takes prefixes of up to 60 of these characters.
    condition     = can(regex("^[A-Za-z0-9_-]{1,48}$", var.name))
    error_message = "Use up to 48 letters, digits, hyphens and underscores."
  }
}

variable "sms_monthly_limit" {
  description = "US dollars a month that SMS may cost. AWS refuses more than the account's quota, which is 1 until support raises it."
  type        = number

  validation {
    condition     = var.sms_monthly_limit >= 0 && floor(var.sms_monthly_limit) == var.sms_monthly_limit
    error_message = "SNS counts in whole dollars."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that says the most that the role of the delivery logs may do, whatever else is allowed."
  type        = string
}
