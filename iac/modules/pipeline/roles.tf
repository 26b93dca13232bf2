# Who may do what. The pipeline itself starts stages; each stage has a role of its own (permissions.tf and apply.tf).

data "aws_iam_policy_document" "pipeline_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codepipeline.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role" "pipeline" {
  name               = "${var.name}-pipeline"
  description        = "Pipeline of ${var.name}: starts its stages."
  assume_role_policy = data.aws_iam_policy_document.pipeline_trust.json
}

data "aws_iam_policy_document" "pipeline" {
  statement {
    sid       = "Artifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${module.artifacts.arn}/*"]
  }

  statement {
    sid       = "ArtifactBucket"
    actions   = ["s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:ListBucket"]
    resources = [module.artifacts.arn]
  }

  statement {
    sid       = "Key"
    actions   = local.use_key
    resources = [var.encryption_key_arn]
  }

  statement {
    sid       = "Stages"
    actions   = ["codebuild:BatchGetBuilds", "codebuild:StartBuild"]
    resources = [for project in aws_codebuild_project.stage : project.arn]
  }

  statement {
    sid       = "Source"
    actions   = local.use_connection
    resources = [var.connection_arn]
  }

  statement {
    sid       = "Approval"
    actions   = ["sns:Publish"]
    resources = [var.alarm_topic_arn]
  }
}

resource "aws_iam_role_policy" "pipeline" {
  name   = "pipeline"
  role   = aws_iam_role.pipeline.id
  policy = data.aws_iam_policy_document.pipeline.json
}

data "aws_iam_policy_document" "stage_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codebuild.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role" "stage" {
  for_each = local.stages

  name               = "${var.name}-pipeline-${each.key}"
  description        = "Pipeline of ${var.name}: ${each.key}."
  assume_role_policy = data.aws_iam_policy_document.stage_trust.json
  # The longest stage takes two hours.
  max_session_duration = 2 * 3600
}

resource "aws_iam_role_policy" "stage" {
  for_each = local.stages

  name   = "stage"
  role   = aws_iam_role.stage[each.key].id
  policy = data.aws_iam_policy_document.stage[each.key].json
}

# To know what a plan would change, Terraform reads everything that it made. AWS keeps the list of what reading is.
resource "aws_iam_role_policy_attachment" "reads" {
  for_each = toset(["plan", "apply"])

  role       = aws_iam_role.stage[each.key].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/ReadOnlyAccess"
}

# That list also has what people keep here. Reading it is no part of a deployment.
resource "aws_iam_role_policy" "no_data" {
  for_each = toset(["plan", "apply"])

  name   = "no-data"
  role   = aws_iam_role.stage[each.key].id
  policy = data.aws_iam_policy_document.no_data.json
}

data "aws_iam_policy_document" "no_data" {
  statement {
    sid           = "PhotosAndOtherFiles"
    effect        = "Deny"
    actions       = ["s3:GetObject", "s3:GetObjectVersion"]
    not_resources = concat([for bucket in [var.state_bucket, module.artifacts.name, local.pages_bucket] : "arn:${local.partition}:s3:::${bucket}/*"])
  }

  statement {
    sid       = "Rows"
    effect    = "Deny"
    actions   = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:GetRecords", "dynamodb:PartiQLSelect", "dynamodb:Query", "dynamodb:Scan"]
    resources = ["*"]
  }

  statement {
    sid       = "People"
    effect    = "Deny"
    actions   = ["cognito-idp:AdminGetUser", "cognito-idp:ListUsers", "cognito-idp:ListUsersInGroup"]
    resources = ["*"]
  }
}
