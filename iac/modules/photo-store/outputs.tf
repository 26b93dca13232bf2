output "bucket" {
  description = "Name of the bucket. Known when its policy and encryption are there."
  value       = module.bucket.name
}

output "arn" {
  description = "ARN of the bucket."
  value       = module.bucket.arn
}
