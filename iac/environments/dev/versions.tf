terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }

  # The bucket is made by iac/bootstrap and named when this is initialised: its name holds the account's number. It encrypts
  # with KMS by itself; `encrypt = true` would ask for less than that.
  backend "s3" {
    key          = "environments/dev/terraform.tfstate"
    use_lockfile = true
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = { project = "tintype", environment = "dev" }
  }
}

# CloudFront takes certificates and firewalls from us-east-1 only.
provider "aws" {
  alias  = "global"
  region = "us-east-1"

  default_tags {
    tags = { project = "tintype", environment = "dev" }
  }
}
