# A tag names one image forever; old images go, new ones are scanned.

mock_provider "aws" {}

variables {
  repositories = ["tintype/auth", "tintype/posts"]
}

run "repositories" {
  command = plan

  assert {
    condition     = toset([for repository in aws_ecr_repository.this : repository.name]) == toset(["tintype/auth", "tintype/posts"])
    error_message = "One repository for each name."
  }

  assert {
    condition     = alltrue([for repository in aws_ecr_repository.this : repository.image_tag_mutability == "IMMUTABLE" && repository.image_scanning_configuration[0].scan_on_push && repository.encryption_configuration[0].encryption_type == "KMS" && !repository.force_delete])
    error_message = "Tags stay, images are scanned and encrypted, and repositories with images are kept."
  }

  assert {
    condition = alltrue([for policy in aws_ecr_lifecycle_policy.this : (
      [for rule in jsondecode(policy.policy).rules : "${rule.selection.tagStatus} ${rule.selection.countType} ${rule.selection.countNumber}"] == ["untagged sinceImagePushed 1", "tagged imageCountMoreThan 200"]
    )])
    error_message = "Untagged images go after a day, tagged ones when there are thirty newer."
  }
}

run "refuses_to_keep_too_few" {
  command = plan

  variables {
    keep_images = 3
  }

  expect_failures = [var.keep_images]
}
