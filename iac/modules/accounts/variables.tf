variable "name" {
  description = "Name of the pool and of its client, such as tintype-dev."
  type        = string
}

variable "deletion_protection" {
  description = "Whether Cognito refuses to delete the pool."
  type        = bool
  default     = true
}

variable "threat_protection" {
  description = "Whether Cognito looks for leaked passwords and odd sign-ins; costs several times as much per person."
  type        = bool
  default     = false
}

variable "mail" {
  description = "Verified identity of SES that codes are mailed from, and the sender's address. Null sends through Cognito, which stops at 50 mails a day."
  type = object({
    identity_arn = string
    from         = string
  })
  default = null
}
