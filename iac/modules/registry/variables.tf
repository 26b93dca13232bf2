variable "repositories" {
  description = "Names of the repositories."
  type        = set(string)
}

variable "keep_images" {
  description = "How many tagged images each repository keeps. An image that still runs has to be among them, or its tasks cannot be replaced."
  type        = number
  default     = 30

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
