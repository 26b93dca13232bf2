output "bucket" {
  description = "Name of the bucket. Known when its policy and encryption are there."
  value       = aws_s3_bucket_policy.this.bucket
}

output "arn" {
  description = "ARN of the bucket."
  value       = aws_s3_bucket.this.arn
}
