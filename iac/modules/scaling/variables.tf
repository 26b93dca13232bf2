variable "name" {
  description = "Beginning of every name, such as tintype-dev."
  type        = string
}

variable "service" {
  description = "The service as policies.json calls it."
  type        = string

  validation {
    condition     = contains(keys(jsondecode(file("${path.module}/policies.json")).services), var.service)
    error_message = "policies.json has no thresholds for this service."
  }
}

variable "cluster_name" {
  description = "Name of the ECS cluster."
  type        = string
}

variable "service_name" {
  description = "Name of the service in ECS."
  type        = string
}

variable "minimum_tasks" {
  description = "Tasks that there always are."
  type        = number

  validation {
    condition     = var.minimum_tasks >= 2 && floor(var.minimum_tasks) == var.minimum_tasks
    error_message = "A service needs at least 2 tasks, so that one can go."
  }
}

variable "maximum_tasks" {
  description = "Tasks that there are at most, whatever the load."
  type        = number

  validation {
    condition     = var.maximum_tasks > var.minimum_tasks && floor(var.maximum_tasks) == var.maximum_tasks
    error_message = "Without room above the minimum there is nothing to scale."
  }
}

variable "load_balancer" {
  description = "The load balancer as CloudWatch names it: app/<name>/<id>."
  type        = string
}

variable "target_group" {
  description = "The target group as CloudWatch names it: targetgroup/<name>/<id>."
  type        = string
}

variable "broker_name" {
  description = "Name of the RabbitMQ broker."
  type        = string
}
