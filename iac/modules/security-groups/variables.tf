variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "vpc_id" {
  description = "The network that the groups are in."
  type        = string
}

variable "cidr" {
  description = "Address range of the network."
  type        = string
}

variable "groups" {
  description = "Names of the groups: one for each kind of thing that talks."
  type        = set(string)
}

variable "flows" {
  description = "Every connection that is allowed between groups, and no other, by a name of its own."
  type = map(object({
    from = string
    to   = string
    port = number
  }))

  validation {
    condition     = alltrue([for flow in var.flows : contains(var.groups, flow.from) && contains(var.groups, flow.to)])
    error_message = "Every flow begins and ends at one of the groups."
  }

  validation {
    condition     = alltrue([for flow in var.flows : flow.port >= 1 && flow.port <= 65535])
    error_message = "A port is a number from 1 to 65535."
  }
}

variable "public_group" {
  description = "The one group that is reached from outside the network, and its port. Only CloudFront gets there."
  type = object({
    name = string
    port = number
  })

  validation {
    condition     = contains(var.groups, var.public_group.name)
    error_message = "The public group is one of the groups."
  }
}

variable "outgoing_groups" {
  description = "Groups whose members call AWS: they may go out by HTTPS."
  type        = set(string)

  validation {
    condition     = alltrue([for group in var.outgoing_groups : contains(var.groups, group)])
    error_message = "Every group that goes out is one of the groups."
  }
}

variable "endpoint_group" {
  description = "Group of the interface endpoints: it takes HTTPS from everything in the network."
  type        = string

  validation {
    condition     = contains(var.groups, var.endpoint_group)
    error_message = "The group of the endpoints is one of the groups."
  }
}
