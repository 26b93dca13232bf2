variable "name" {
  description = "Prefix of the names of both roles."
  type        = string

  validation {
    # "-execution" is added, and a role's name has at most 64 characters.
    condition     = length(var.name) <= 54
    error_message = "The name has at most 54 characters."
  }
}

variable "image" {
  description = "Image that is pulled, from a repository of ECR, with a tag or digest."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[^:@]+[:@].+$", var.image))
    error_message = "Give an image in ECR with its tag, such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com/tintype/auth:1."
  }
}

variable "log_group_arn" {
  description = "Log group that the containers write to."
  type        = string
}

variable "secrets" {
  description = "Secrets that are handed to the container, as the task definition names them: an ARN, or an ARN with a key, such as ...:password::."
  type        = list(string)
}

variable "encryption_key_arn" {
  description = "KMS key that the secrets and the stores are encrypted with."
  type        = string
}

variable "policy" {
  description = "What the process in the container may do: statements of actions on resources. Permission to use the key through DynamoDB and S3 follows from them."
  type = list(object({
    sid       = string
    actions   = list(string)
    resources = list(string)
  }))
  default = []

  validation {
    condition     = alltrue([for action in flatten(var.policy[*].actions) : !strcontains(action, "*")])
    error_message = "Name every action: none with an asterisk."
  }

  validation {
    # IAM knows no subscriptions of SNS to name: for this action, and no other, AWS takes nothing but all.
    condition = alltrue([
      for statement in var.policy : !contains(statement.resources, "*") || toset(statement.actions) == toset(["sns:GetSubscriptionAttributes"])
    ])
    error_message = "Name the resources: not all of them."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that says the most that both roles may do, whatever else is allowed."
  type        = string
}
