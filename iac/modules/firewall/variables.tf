variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "requests_per_address" {
  description = "Requests of one address in five minutes from which more are refused."
  type        = number
  default     = 2000

  # What AWS takes; and a page of photos alone is some sixty requests, so fewer would lock out who looks around.
  validation {
    condition     = var.requests_per_address >= 500 && var.requests_per_address <= 2000000000
    error_message = "Allow 500 requests or more."
  }
}

variable "log_retention_days" {
  description = "Days that the log of refused requests is kept."
  type        = number
}
