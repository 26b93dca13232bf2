variable "repositories" {
  description = "Names of the repositories."
  type        = set(string)
}

variable "keep_images" {
  description = "How many tagged images each repository keeps. An image that still runs has to be among them, or its tasks cannot be replaced."
  type        = number

  # Both environments take their images from here: many tries in dev must not push out what runs in prod.
  default = 200

  validation {
    condition     = var.keep_images >= 10
    error_message = "Keep at least 10 images: rolling back needs them."
  }
}

variable "force_delete" {
  description = "Whether a repository that holds images may be deleted."
  type        = bool
  default     = false
}
