variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "cidr" {
  description = "Address range of the network. Subnets are sixteenths of it, so that a /16 gives each 4,091 addresses."
  type        = string

  validation {
    # A sixteenth of a /20 is a /24; smaller subnets run out of addresses when services scale.
    condition     = can(cidrhost(var.cidr, 0)) && try(tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 20, false)
    error_message = "Give a range from /16 to /20, such as 10.20.0.0/16."
  }
}

variable "zones" {
  description = "How many availability zones the network spans."
  type        = number

  validation {
    # A load balancer needs two; the numbering of the subnets has room for four.
    condition     = var.zones >= 2 && var.zones <= 4
    error_message = "Two to four zones."
  }
}

variable "nat_gateway_per_zone" {
  description = "Whether each zone has a NAT gateway of its own. With one for all, losing its zone cuts every task off from the internet."
  type        = bool
}

variable "interface_endpoints" {
  description = "Services of AWS that get an interface endpoint, by the last part of the endpoint service's name, such as ecr.api."
  type        = list(string)
}

variable "endpoint_security_group_ids" {
  description = "Security groups of the interface endpoints."
  type        = list(string)
}

variable "flow_log_retention_days" {
  description = "Days that flow logs are kept."
  type        = number
}

variable "flow_log_encryption_key_arn" {
  description = "KMS key of the flow logs; its policy lets CloudWatch Logs use it."
  type        = string
}

variable "permissions_boundary_arn" {
  description = "Policy that says the most that the role of the flow logs may do, whatever else is allowed."
  type        = string
}
