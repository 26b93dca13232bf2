variable "region" {
  description = "Region of the state and of the images; the environments run in the same one."
  type        = string
  default     = "eu-central-1"
}

variable "force_destroy" {
  description = "Whether the state's bucket and the repositories may be deleted while they hold anything. True only to take everything down for good."
  type        = bool
  default     = false
}
