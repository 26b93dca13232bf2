variable "name" {
  description = "Name of the instance, such as tintype-dev-posts."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([a-z0-9]|-[a-z0-9])*$", var.name)) && length(var.name) <= 40
    error_message = "Use up to 40 lower case letters, digits and single hyphens, beginning with a letter."
  }
}

variable "database_name" {
  description = "Name of the database within."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,62}$", var.database_name))
    error_message = "Use up to 63 lower case letters, digits and underscores, beginning with a letter."
  }
}

variable "major_version" {
  description = "Major version of PostgreSQL; minor ones are installed by themselves."
  type        = string
  default     = "17"

  validation {
    condition     = can(regex("^\\d+$", var.major_version))
    error_message = "Give the major version only, such as 17."
  }
}

variable "subnet_ids" {
  description = "Subnets without a way to the internet, in two zones or more."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "RDS wants two zones, even for a single instance."
  }
}

variable "security_group_ids" {
  description = "Security groups that say who may connect."
  type        = list(string)
}

variable "encryption_key_arn" {
  description = "ARN of the key that encrypts storage, backups, the owner's password and logs."
  type        = string
}

variable "instance_class" {
  description = "Class of the instance, such as db.t4g.micro or db.r7g.large."
  type        = string

  validation {
    condition     = can(regex("^db\\.[mrt]\\d[a-z]*\\.(micro|small|medium|large|xlarge|[248]xlarge|12xlarge|16xlarge|24xlarge)$", var.instance_class))
    error_message = "Use a class of the families m, r or t, up to 24xlarge."
  }
}

variable "multi_az" {
  description = "Whether a second instance in another zone takes over when the first fails."
  type        = bool
}

variable "storage" {
  description = "GiB of storage at first."
  type        = number

  validation {
    condition     = var.storage >= 20
    error_message = "RDS has no gp3 storage below 20 GiB."
  }
}

variable "maximum_storage" {
  description = "GiB up to which storage grows by itself."
  type        = number

  validation {
    # RDS grows by a tenth at least, and refuses less room than that.
    condition     = var.maximum_storage >= var.storage * 1.1 && var.maximum_storage <= 65536
    error_message = "Leave room to grow by a tenth or more, up to 65536 GiB."
  }
}

variable "backup_days" {
  description = "Days within which the database can be set back to any moment."
  type        = number

  validation {
    condition     = var.backup_days >= 7 && var.backup_days <= 35
    error_message = "Keep backups for 7 to 35 days."
  }
}

variable "deletion_protection" {
  description = "Whether RDS refuses to delete the instance. Without it no last snapshot is made either."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
}

variable "permissions_boundary_arn" {
  description = "Policy that says the most that the role of its monitoring may do, whatever else is allowed."
  type        = string
}
