variable "name" {
  description = "Prefix of every name, such as tintype-dev."
  type        = string
}
