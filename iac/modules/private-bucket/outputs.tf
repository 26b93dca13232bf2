output "name" {
  description = "Name of the bucket, told when its policy, encryption and versions are there: nothing is put into it before."
  value       = aws_s3_bucket.this.bucket

  depends_on = [
    aws_s3_bucket_ownership_controls.this,
    aws_s3_bucket_policy.this,
    aws_s3_bucket_server_side_encryption_configuration.this,
    aws_s3_bucket_versioning.this,
  ]
}

output "arn" {
  description = "ARN of the bucket, told at once: statements of its policy need it."
  value       = aws_s3_bucket.this.arn
}

output "regional_domain_name" {
  description = "Address of the bucket in its region, told at once: CloudFront is in the policy and has it as origin."
  value       = aws_s3_bucket.this.bucket_regional_domain_name
}

output "settings" {
  description = "How the bucket is set up where buckets differ, so that tests of its callers see that what they say arrives."
  value = {
    force_destroy   = aws_s3_bucket.this.force_destroy
    encryption      = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default)
    versioned       = length(aws_s3_bucket_versioning.this) == 1
    lifecycle_rules = aws_s3_bucket_lifecycle_configuration.this.rule
    # Besides "only by TLS".
    policy_documents = data.aws_iam_policy_document.this.source_policy_documents
  }
}
