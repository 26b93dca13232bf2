variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "service" {
  description = "Name of the service; others call it by this."
  type        = string

  validation {
    condition     = length("${var.name}-${var.service}") <= 32
    error_message = "Prefix and name together have at most 32 characters: a target group's name has no more."
  }
}

variable "image" {
  description = "Image to run, with its tag."
  type        = string
}

variable "cpu" {
  description = "CPU units of a task; 1024 are one core."
  type        = number

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096], var.cpu)
    error_message = "Fargate has tasks of 256, 512, 1024, 2048 and 4096 units."
  }
}

variable "memory" {
  description = "Memory of a task in MiB."
  type        = number

  validation {
    # That is what Fargate offers for the sizes above; 30 GiB is the end.
    condition     = (var.memory % 1024 == 0 || var.memory == 512) && var.memory >= 2 * var.cpu && var.memory <= min(8 * var.cpu, 30720)
    error_message = "Fargate offers two to eight MiB for each CPU unit, in steps of 1024 MiB, or 512 MiB for the smallest."
  }
}

variable "cpu_architecture" {
  description = "Architecture that the image was built for."
  type        = string
}

variable "minimum_tasks" {
  description = "Least tasks: as many are started at first, and none of these runs on capacity that AWS can take back."
  type        = number

  validation {
    condition     = var.minimum_tasks >= 2
    error_message = "At least 2 tasks, so that one can go."
  }
}

variable "container" {
  description = "What every container has in common; the entry `common` of iac/workloads.json."
  type = object({
    port          = number
    grpcPort      = number
    livePath      = string
    readyPath     = string
    stopSeconds   = number
    writablePaths = list(string)
  })

  validation {
    condition     = var.container.stopSeconds >= 30 && var.container.stopSeconds <= 120
    error_message = "Fargate waits at most 120 s for a container to stop."
  }
}

variable "drain_seconds" {
  description = "Seconds that requests under way get to finish when a task leaves the load balancer."
  type        = number

  validation {
    condition     = var.drain_seconds < var.container.stopSeconds
    error_message = "A container has to live longer than its last requests: drain_seconds stays below stopSeconds."
  }
}

variable "environment" {
  description = "Variables of the container that are no secrets."
  type        = map(string)
}

variable "secrets" {
  description = "Secrets of the container: variable => ARN in Secrets Manager, with the key within it where it has several."
  type        = map(string)
}

variable "called_by_others" {
  description = "Whether other services call this one by gRPC: then it has an address in Service Connect."
  type        = bool
}

variable "encryption_key_arn" {
  description = "KMS key of logs, secrets and stores."
  type        = string
}

variable "policy" {
  description = "What the service may do in AWS: statements of actions on resources."
  type = list(object({
    sid       = string
    actions   = list(string)
    resources = list(string)
  }))
}

variable "cluster" {
  description = "Where it runs: the cluster, its namespace, and the shares of its capacity providers."
  type = object({
    arn           = string
    namespace_arn = string
    capacity = list(object({
      provider    = string
      weight      = number
      takes_least = bool
    }))
  })
}

variable "vpc_id" {
  description = "The network that it is in."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets, in as many zones as tasks should be spread over."
  type        = list(string)
}

variable "security_group_ids" {
  description = "Security groups of the tasks."
  type        = list(string)
}

variable "listener_arn" {
  description = "Listener of the load balancer that its requests come from."
  type        = string
}

variable "origin_token" {
  description = "Secret that CloudFront sends along; requests without it are not ours."
  type        = string
  sensitive   = true

  validation {
    # A load balancer compares at most 128 characters, and takes * and ? for patterns.
    condition     = can(regex("^[A-Za-z0-9_-]{32,128}$", var.origin_token))
    error_message = "The token has 32 to 128 letters, digits, dashes and underscores."
  }
}

variable "routes" {
  description = "Paths that the service answers, with all that is below them => priority of the rule, unique in the listener."
  type        = map(number)
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
}

variable "keep_revisions" {
  description = "Whether earlier revisions of the task definition stay usable, for going back to them by hand."
  type        = bool
}

variable "permissions_boundary_arn" {
  description = "Policy that says the most that its roles may do, whatever else is allowed."
  type        = string
}
