terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
      # CloudFront tells its metrics in us-east-1 only, and an alarm stands where its metric is.
      configuration_aliases = [aws.global]
    }
  }
}
