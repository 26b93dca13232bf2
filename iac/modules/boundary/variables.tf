variable "name" {
  description = "Prefix of every name, such as tintype-dev; roles may touch what is named like this."
  type        = string
}

variable "encryption_key_arn" {
  description = "The environment's KMS key, the only one that its roles may use."
  type        = string
}

variable "photo_bucket_arn" {
  description = "The bucket of photos, the only one that its roles may reach."
  type        = string
}

variable "user_pool_arn" {
  description = "The user pool, which AWS gives no name of ours: the only one that its roles may ask."
  type        = string
}
