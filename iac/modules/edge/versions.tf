terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
      # CloudFront takes certificates from us-east-1 only, and hands its logs over there.
      configuration_aliases = [aws.global]
    }
  }
}
