# What a plan does not know: a policy is put together when its bucket is there. The provider is a mock, so nothing is created.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Merged\"}]}" }
  }
}

variables {
  name            = "tintype-test-things-123456789012"
  encryption      = { algorithm = "AES256" }
  lifecycle_rules = [{ id = "clean-up", unfinished_upload_days = 1 }]
}

run "what_was_put_together_is_what_holds" {
  assert {
    condition     = aws_s3_bucket_policy.this.policy == data.aws_iam_policy_document.this.json && strcontains(aws_s3_bucket_policy.this.policy, "Merged")
    error_message = "The bucket has that policy and no other."
  }
}
