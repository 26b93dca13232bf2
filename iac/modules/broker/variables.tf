variable "name" {
  description = "Name of the broker, such as tintype-dev."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,50}$", var.name))
    error_message = "Use up to 50 letters, digits, hyphens and underscores."
  }
}

variable "engine_version" {
  description = "Version of RabbitMQ. From 4 on AWS counts the messages of no single queue, and with them would go the alarms on dead letters and the scaling by queue depth; below 3.13 there are no quorum queues."
  type        = string
  default     = "3.13"

  validation {
    condition     = var.engine_version == "3.13"
    error_message = "Use 3.13: the queues need it, and the alarms need the metrics that 4 has no more."
  }
}

variable "subnet_ids" {
  description = "Subnets without a way to the internet, each in another zone. A single instance uses the first."
  type        = list(string)
}

variable "security_group_ids" {
  description = "Security groups that say who may connect."
  type        = list(string)
}

variable "instance_type" {
  description = "Size of each node, such as mq.m7g.large."
  type        = string

  validation {
    # mq.t3.micro and mq.m5 are of a generation that RabbitMQ 4 does not run on: an upgrade would begin with new machines.
    condition     = can(regex("^mq\\.m7g\\.(medium|large|xlarge|[248]xlarge|12xlarge|16xlarge)$", var.instance_type))
    error_message = "Use mq.m7g, from medium to 16xlarge."
  }
}

variable "cluster" {
  description = "Whether there is a node in each of three zones instead of a single one."
  type        = bool
}

variable "username" {
  description = "Name of the administrator."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9._~-]{2,100}$", var.username)) && !contains(["guest", "admin"], var.username)
    error_message = "Use 2 to 100 letters, digits, dots, underscores, tildes and hyphens, and no name that everybody tries."
  }
}

variable "password" {
  description = "Password of the administrator when the broker is made."
  type        = string
  sensitive   = true

  validation {
    condition     = length(var.password) >= 12 && length(var.password) <= 250 && !can(regex("[,:=]", var.password))
    error_message = "Amazon MQ wants 12 to 250 characters without commas, colons and equals signs."
  }
}
