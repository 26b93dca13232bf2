# What the environments share: where Terraform remembers, and where images are kept.

data "aws_caller_identity" "current" {}

locals {
  services = keys(jsondecode(file("${path.module}/../workloads.json")).services)
}

module "registry" {
  source = "../modules/registry"

  repositories = [for service in local.services : "tintype/${service}"]
  force_delete = var.force_destroy
}

module "state" {
  source = "../modules/private-bucket"

  # Names of buckets are taken worldwide; account and region make this one ours.
  name          = "tintype-terraform-${data.aws_caller_identity.current.account_id}-${var.region}"
  force_destroy = var.force_destroy
  # With AWS's own key for S3: who may read the bucket needs no permission for the key, who may not, gets neither.
  encryption = { algorithm = "aws:kms" }

  lifecycle_rules = [{
    id                     = "earlier-states"
    unfinished_upload_days = 1
    # Long enough to notice that a state is wrong. The one that holds stays whatever its age.
    earlier_version_days = 90
    # Each lock leaves a mark behind when it is released.
    expiration = { delete_markers = true }
  }]
}
