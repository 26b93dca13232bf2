# From a commit to what runs: test, images, plan, a person's approval, apply, smoke. Each stage is one CodeBuild project with a role of
# its own, and calls what somebody at a terminal would call: .ci/run, make images, make plan, make deploy, make smoke.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name

  # Debian, as the tests have it elsewhere; the other image is AWS's own and has docker, git and Node.
  debian = "public.ecr.aws/docker/library/node:24-bookworm"
  aws    = "aws/codebuild/standard:7.0"

  # Size: tests and images compile; the rest waits for AWS.
  stages = {
    test   = { image = local.debian, size = "BUILD_GENERAL1_LARGE", minutes = 60, privileged = false }
    images = { image = local.aws, size = "BUILD_GENERAL1_MEDIUM", minutes = 60, privileged = true } # docker needs it
    plan   = { image = local.aws, size = "BUILD_GENERAL1_SMALL", minutes = 30, privileged = false }
    apply  = { image = local.aws, size = "BUILD_GENERAL1_MEDIUM", minutes = 120, privileged = false } # a new database takes its time
    smoke  = { image = local.aws, size = "BUILD_GENERAL1_SMALL", minutes = 15, privileged = false }
  }
}

resource "aws_cloudwatch_log_group" "stage" {
  for_each = local.stages

  name              = "/${var.name}/pipeline/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.encryption_key_arn
}

resource "aws_codebuild_project" "stage" {
  for_each = local.stages

  name          = "${var.name}-${each.key}"
  description   = "Pipeline of ${var.name}: ${each.key}"
  service_role  = aws_iam_role.stage[each.key].arn
  build_timeout = each.value.minutes

  # Encrypted with the key of the pipeline's store, whatever a project says.
  artifacts {
    type = "CODEPIPELINE"
  }

  source {
    type      = "CODEPIPELINE"
    buildspec = file("${path.module}/buildspecs/${each.key}.yml")
  }

  environment {
    type            = "LINUX_CONTAINER"
    image           = each.value.image
    compute_type    = each.value.size
    privileged_mode = each.value.privileged
    # Images of somebody else are pulled in the name of the project's role.
    image_pull_credentials_type = startswith(each.value.image, "aws/") ? "CODEBUILD" : "SERVICE_ROLE"

    environment_variable {
      name  = "ENV"
      value = var.environment
    }

    # Nobody is there to answer; the approval between plan and apply is the answer.
    environment_variable {
      name  = "YES"
      value = "1"
    }
  }

  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.stage[each.key].name
    }
  }
}

resource "aws_codepipeline" "this" {
  name          = var.name
  role_arn      = aws_iam_role.pipeline.arn
  pipeline_type = "V2"
  # One commit after the other: a newer one that overtakes would make the approved plan stale.
  execution_mode = "QUEUED"

  artifact_store {
    type     = "S3"
    location = module.artifacts.name

    encryption_key {
      type = "KMS"
      id   = var.encryption_key_arn
    }
  }

  stage {
    name = "Source"

    action {
      name             = "Commit"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      output_artifacts = ["source"]

      configuration = {
        ConnectionArn    = var.connection_arn
        FullRepositoryId = var.repository
        BranchName       = var.branch
        DetectChanges    = "true"
        # With its history: images are named by commit.
        OutputArtifactFormat = "CODEBUILD_CLONE_REF"
      }
    }
  }

  dynamic "stage" {
    for_each = [
      { name = "Test", project = "test", given = ["source"], made = [] },
      { name = "Images", project = "images", given = ["source"], made = [] },
      { name = "Plan", project = "plan", given = ["source"], made = ["planned"] },
    ]

    content {
      name = stage.value.name

      action {
        name             = stage.value.name
        category         = "Build"
        owner            = "AWS"
        provider         = "CodeBuild"
        version          = "1"
        input_artifacts  = stage.value.given
        output_artifacts = stage.value.made
        configuration    = { ProjectName = aws_codebuild_project.stage[stage.value.project].name }
      }
    }
  }

  stage {
    name = "Approval"

    action {
      name     = "Approval"
      category = "Approval"
      owner    = "AWS"
      provider = "Manual"
      version  = "1"

      configuration = {
        NotificationArn = var.alarm_topic_arn
        CustomData      = "Read what the stage Plan says it would change in ${var.environment}. Exactly that is applied, or nothing."
      }
    }
  }

  stage {
    name = "Apply"

    action {
      name            = "Apply"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["source", "planned"]

      configuration = {
        ProjectName   = aws_codebuild_project.stage["apply"].name
        PrimarySource = "source"
      }
    }
  }

  stage {
    name = "Smoke"

    action {
      name            = "Smoke"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["source"]
      configuration   = { ProjectName = aws_codebuild_project.stage["smoke"].name }
    }
  }
}
