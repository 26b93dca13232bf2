# Made once for each account and region, before anything else. The bucket that this root makes is also where its own state
# goes, so the first run cannot begin there. `make deploy` does it in this order:
#
#   1. write bootstrap_override.tf with `terraform { backend "local" {} }`, run init and apply: the state is a local file
#   2. delete the override
#   3. terraform init -migrate-state -force-copy -backend-config=bucket=<output state_bucket> -backend-config=region=<output region>
#   4. delete the local terraform.tfstate, which is in the bucket now
#
# From then on only step 3 without -migrate-state and -force-copy is needed. Destroying goes the other way round: back to a
# local state first, then apply with force_destroy = true, for the bucket has to know before it goes, then destroy.
terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }

  # Nothing is said of encryption: the bucket encrypts with KMS by itself, and `encrypt = true` would ask for less than that.
  backend "s3" {
    key          = "bootstrap/terraform.tfstate"
    use_lockfile = true
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = { project = "tintype", environment = "shared" }
  }
}
