variable "name" {
  description = "Name of the load balancer and prefix of its bucket."
  type        = string

  validation {
    condition     = length(var.name) <= 32
    error_message = "A load balancer's name has at most 32 characters."
  }
}

variable "vpc_id" {
  description = "The network that it is in."
  type        = string
}

variable "subnet_ids" {
  description = "Public subnets, in two zones or more."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "A load balancer needs subnets in two zones."
  }
}

variable "security_group_ids" {
  description = "Security groups; they decide who reaches it."
  type        = list(string)
}

variable "domain" {
  description = "Name under which CloudFront reaches it and its Route 53 zone. With one it speaks HTTPS, without one HTTP."
  type = object({
    name    = string
    zone_id = string
  })
  default = null
}

variable "deletion_protection" {
  description = "Whether it refuses to be deleted."
  type        = bool
}

variable "log_retention_days" {
  description = "Days that logs of requests are kept."
  type        = number
}

variable "force_destroy" {
  description = "Whether the bucket of logs may be deleted while it holds any."
  type        = bool
}
