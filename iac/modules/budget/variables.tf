variable "name" {
  description = "Name of the budget."
  type        = string
}

variable "limit" {
  description = "US dollars a month."
  type        = number

  validation {
    condition     = var.limit > 0
    error_message = "Name a sum above 0."
  }
}

variable "emails" {
  description = "Addresses that are told; none makes a budget that only shows itself in the console."
  type        = list(string)

  # What AWS takes.
  validation {
    condition     = length(var.emails) <= 10
    error_message = "A budget tells 10 addresses at most."
  }
}
