variable "name" {
  description = "Prefix of every name, such as tintype-dev; tables are named <name>-<key>."
  type        = string
}

variable "encryption_key_arn" {
  description = "ARN of the key that encrypts the tables."
  type        = string
}

variable "deletion_protection" {
  description = "Whether DynamoDB refuses to delete the tables."
  type        = bool
  default     = true
}
