variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "domain" {
  description = "Name under which people reach Tintype and its Route 53 zone; null for CloudFront's own name."
  type = object({
    name    = string
    zone_id = string
  })
  default = null
}

variable "origin" {
  description = "The load balancer: the name by which CloudFront reaches it, and whether that way is encrypted."
  type = object({
    host      = string
    encrypted = bool
  })
}

variable "origin_token" {
  description = "What CloudFront shows the load balancer, which refuses whoever comes another way."
  type        = string
  sensitive   = true

  validation {
    condition     = length(var.origin_token) >= 32
    error_message = "Use at least 32 characters."
  }
}

variable "routes" {
  description = "Which path prefix belongs to which service: backend/routes.json."
  type = list(object({
    path    = string
    service = string
    upgrade = optional(bool, false)
  }))

  validation {
    condition     = alltrue([for route in var.routes : can(regex("^(/[a-z][a-z0-9-]*)+$", route.path))])
    error_message = "A route is a path of lower case words, without a slash at its end."
  }

  # A distribution takes 25 behaviours unless AWS raises that; three are of the API's reader, each first segment makes up to two.
  validation {
    condition     = length(distinct([for route in var.routes : split("/", route.path)[1]])) <= 11
    error_message = "CloudFront takes 25 behaviours: let routes begin with 11 different words at most."
  }
}

variable "firewall_arn" {
  description = "The web ACL in front of everything."
  type        = string
}

variable "force_destroy" {
  description = "Whether the bucket of the pages may be deleted with what is in it."
  type        = bool
  default     = false
}

variable "log_retention_days" {
  description = "Days that access logs are kept."
  type        = number
}
