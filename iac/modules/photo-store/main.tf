# The bucket of photos. Nobody but the service media reaches it; people get photos through media and the edge.

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

module "bucket" {
  source = "../private-bucket"

  # Names of buckets are unique in the world, so account and region are part of it.
  name             = "${var.name}-photos-${data.aws_caller_identity.current.account_id}-${data.aws_region.current.name}"
  force_destroy    = var.force_destroy
  encryption       = { algorithm = "aws:kms", key_arn = var.encryption_key_arn }
  policy_documents = [data.aws_iam_policy_document.uploads.json]

  lifecycle_rules = [
    { id = "unfinished-uploads", unfinished_upload_days = 1 },
    {
      id = "deleted-photos"
      # Long enough to notice a mistake; after that a deleted photo is really gone, as people are promised.
      earlier_version_days = var.deleted_days
      expiration           = { delete_markers = true }
    },
    {
      id = "originals"
      # Originals are large and hardly ever fetched; what the pages show lies under photos/ and stays where it is.
      prefix     = "originals/"
      transition = { days = 0, storage_class = "INTELLIGENT_TIERING" }
    },
  ]
}
