# The order of stages, and what each may do. Nothing is created.

mock_provider "aws" {
  override_during = plan

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/tintype-test-pipeline" }
  }
  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::123456789012:policy/one" }
  }
  mock_resource "aws_codebuild_project" {
    defaults = { arn = "arn:aws:codebuild:eu-central-1:123456789012:project/one" }
  }
  mock_resource "aws_s3_bucket" {
    defaults = { id = "artifacts", arn = "arn:aws:s3:::artifacts" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:one" }
  }
}

variables {
  name               = "tintype-test"
  environment        = "test"
  connection_arn     = "arn:aws:codeconnections:eu-central-1:123456789012:connection/1"
  repository         = "somebody/tintype"
  branch             = "main"
  state_bucket       = "tintype-terraform-123456789012-eu-central-1"
  alarm_topic_arn    = "arn:aws:sns:eu-central-1:123456789012:tintype-test-alarms"
  encryption_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  log_retention_days = 30

  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/tintype-test-boundary"
}

run "stages" {
  command = plan

  assert {
    condition     = aws_codepipeline.this.stage[*].name == tolist(["Source", "Test", "Images", "Plan", "Approval", "Apply", "Smoke"])
    error_message = "Nothing is applied that was not tested, planned and approved."
  }

  assert {
    condition     = aws_codepipeline.this.pipeline_type == "V2" && aws_codepipeline.this.execution_mode == "QUEUED"
    error_message = "A newer commit does not overtake one that waits for approval."
  }

  assert {
    condition     = aws_codepipeline.this.stage[3].action[0].output_artifacts == tolist(["planned"]) && contains(aws_codepipeline.this.stage[5].action[0].input_artifacts, "planned")
    error_message = "Apply gets the plan that was approved."
  }

  assert {
    condition     = aws_codepipeline.this.stage[4].action[0].provider == "Manual" && aws_codepipeline.this.stage[4].action[0].configuration.NotificationArn == var.alarm_topic_arn
    error_message = "A person approves, and is told."
  }

  assert {
    condition     = aws_codepipeline.this.stage[0].action[0].configuration.OutputArtifactFormat == "CODEBUILD_CLONE_REF" && aws_codepipeline.this.stage[0].action[0].configuration.BranchName == "main"
    error_message = "Images are named by commit, so the source comes with its history."
  }
}

run "builds" {
  command = plan

  assert {
    condition     = [for stage in ["test", "images", "plan", "apply", "smoke"] : yamldecode(aws_codebuild_project.stage[stage].source[0].buildspec).phases.build.commands[length(yamldecode(aws_codebuild_project.stage[stage].source[0].buildspec).phases.build.commands) - 1]] == [".ci/run", "make images", "make plan", "make deploy APPROVED=\"$CODEBUILD_SRC_DIR_planned/plan.tfplan\" SKIP=images,smoke", "make smoke"]
    error_message = "Stages do what somebody at a terminal does."
  }

  assert {
    condition     = [for stage, project in aws_codebuild_project.stage : stage if project.environment[0].privileged_mode] == ["images"]
    error_message = "Only where images are built has docker its privileges."
  }

  assert {
    condition     = alltrue([for project in aws_codebuild_project.stage : project.artifacts[0].type == "CODEPIPELINE" && { for variable in project.environment[0].environment_variable : variable.name => variable.value } == { ENV = "test", YES = "1" }])
    error_message = "Every stage knows its environment, asks nobody, and leaves what it made to the pipeline."
  }

  assert {
    condition     = alltrue([for group in aws_cloudwatch_log_group.stage : group.retention_in_days == 30 && group.kms_key_id == var.encryption_key_arn])
    error_message = "Logs are encrypted, and go after the days that were asked for."
  }
}

run "permissions" {
  command = plan

  assert {
    condition = alltrue([for action in concat(
      flatten(values(local.statements)[*][*].actions), flatten(values(local.apply_groups)[*][*].actions),
    ) : can(regex("^[a-z0-9-]+:[A-Za-z]+$", action))])
    error_message = "Every action is named; none has a star."
  }

  assert {
    condition = toset(flatten([for statements in concat(values(local.statements), values(local.apply_groups)) : [for statement in statements : statement.sid if contains(statement.resources, "*") && length(try(statement.conditions, {})) == 0]])) == toset([
      "WhoseAccount", "SignIn", "NewKeysAndWords",
    ])
    error_message = "Where AWS takes no name, the region has to fit; three kinds of action belong to no region and no resource."
  }

  assert {
    condition     = length(local.statements.test) == 0 && length(local.statements.smoke) == 3
    error_message = "Tests need no AWS; who looks from outside reads the state and no more."
  }

  assert {
    condition = toset([for action in flatten(concat(local.statements.images, local.statements.plan, local.statements.smoke)[*].actions) : action if !can(regex(":(Batch)?(Check|Describe|Get|List)", action))]) == toset([
      "ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart", "s3:DeleteObject", "s3:PutObject",
    ])
    error_message = "Only Apply changes anything; others write images and locks."
  }

  assert {
    condition     = alltrue([for resource in local.lock_state[0].resources : endswith(resource, ".tflock")])
    error_message = "Who only locks a state cannot write it."
  }

  assert {
    condition     = toset([for attachment in aws_iam_role_policy_attachment.reads : attachment.policy_arn]) == toset(["arn:aws:iam::aws:policy/ReadOnlyAccess"]) && toset(keys(aws_iam_role_policy_attachment.reads)) == toset(["plan", "apply"]) && toset(keys(aws_iam_role_policy.no_data)) == toset(["plan", "apply"])
    error_message = "Who reads everything of AWS reads nothing of people."
  }

  assert {
    condition     = alltrue([for statement in data.aws_iam_policy_document.no_data.statement : statement.effect == "Deny"]) && contains(flatten([for statement in data.aws_iam_policy_document.no_data.statement : tolist(statement.actions)]), "dynamodb:Scan")
    error_message = "Rows, photos and accounts stay unread."
  }

  assert {
    condition     = data.aws_iam_policy_document.not_itself.statement[0].effect == "Deny" && toset(data.aws_iam_policy_document.not_itself.statement[0].resources) == toset([aws_iam_role.pipeline.arn, "${aws_iam_role.pipeline.arn}-*"])
    error_message = "The pipeline cannot widen its own roles."
  }

  assert {
    condition     = one([for statement in local.apply_rest : statement.conditions["iam:PolicyARN"] if contains(statement.actions, "iam:AttachRolePolicy")]) == ["arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"]
    error_message = "It attaches none of AWS's own policies but this one."
  }

  assert {
    condition     = alltrue([for statement in local.apply_rest : alltrue([for resource in statement.resources : resource == "arn:aws:iam::123456789012:role/tintype-test-*"]) if contains(["Roles", "PermissionsOfRoles", "PoliciesOfAws", "RolesAreHandedToServices"], statement.sid)])
    error_message = "It makes and hands over roles of this environment only."
  }

  assert {
    condition     = length([for statement in data.aws_iam_policy_document.pipeline.statement : statement.sid if contains(statement.resources, "*")]) == 0
    error_message = "The pipeline starts its own stages and nothing else."
  }
}

run "boundary" {
  command = plan

  assert {
    condition = toset(flatten([for statement in flatten(values(local.apply_groups)) : statement.actions if try(statement.conditions["iam:PermissionsBoundary"] == [var.permissions_boundary_arn], false)])) == toset([
      "iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy",
    ])
    error_message = "Roles are made, and given permissions, below the boundary."
  }

  assert {
    condition = toset([for action in flatten([for statement in flatten(values(local.apply_groups)) : statement.actions if !contains(keys(statement.conditions), "iam:PermissionsBoundary")]) : action if startswith(action, "iam:")]) == toset([
      "iam:CreateServiceLinkedRole", "iam:DeleteRole", "iam:PassRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole",
    ])
    error_message = "Nothing else of IAM adds to what a role may do."
  }

  assert {
    condition = alltrue([for name, document in data.aws_iam_policy_document.apply : alltrue([for statement in document.statement : anytrue([
      for condition in statement.condition : condition.test == "StringEquals" && condition.variable == "iam:PermissionsBoundary" && condition.values == tolist([var.permissions_boundary_arn])
    ]) if contains(statement.actions, "iam:PutRolePolicy") || contains(statement.actions, "iam:CreateRole") || contains(statement.actions, "iam:AttachRolePolicy")])])
    error_message = "The policy says so too: exactly this boundary, and never none."
  }

  assert {
    condition = { for statement in data.aws_iam_policy_document.not_itself.statement : statement.sid => join(" ", sort(statement.actions)) if statement.effect == "Deny" && statement.sid != "NotItself" } == {
      NoRoleLosesItsBoundary = "iam:DeleteRolePermissionsBoundary"
      NotTheBoundary         = "iam:CreatePolicy iam:CreatePolicyVersion iam:DeletePolicy iam:DeletePolicyVersion iam:SetDefaultPolicyVersion"
    }
    error_message = "No role loses its boundary, and the boundary stays as it is."
  }

  assert {
    condition     = contains(data.aws_iam_policy_document.not_itself.statement[1].resources, "*") && contains(data.aws_iam_policy_document.not_itself.statement[2].resources, var.permissions_boundary_arn)
    error_message = "That holds for every role, and for this boundary."
  }

  assert {
    condition     = length(setsubtract(["iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"], data.aws_iam_policy_document.not_itself.statement[0].actions)) == 0
    error_message = "The pipeline's own roles are left alone."
  }
}

run "keys_of_others" {
  command = plan

  assert {
    condition     = [for statement in flatten(values(local.apply_groups)) : statement.sid if contains(statement.actions, "kms:TagResource")] == ["TagsOfKeys"]
    error_message = "Tags of keys are said once."
  }

  assert {
    condition = { for condition in one([for statement in data.aws_iam_policy_document.apply["stores"].statement : statement.condition if contains(statement.actions, "kms:TagResource")]) : condition.variable => "${condition.test} ${join(" ", condition.values)}" } == {
      "aws:RequestTag/environment"  = "StringEqualsIfExists test"
      "aws:RequestTag/project"      = "StringEqualsIfExists tintype"
      "aws:ResourceTag/environment" = "StringEqualsIfExists test"
      "aws:ResourceTag/project"     = "StringEqualsIfExists tintype"
    }
    error_message = "A key that bears the tags of another environment cannot be made ours."
  }
}

run "artifacts_are_private" {
  command = plan

  assert {
    condition     = module.artifacts.settings.encryption.sse_algorithm == "aws:kms" && module.artifacts.settings.encryption.kms_master_key_id == var.encryption_key_arn && aws_codepipeline.this.artifact_store[*].encryption_key[0].id == tolist([var.encryption_key_arn])
    error_message = "A plan holds secrets, so it is encrypted with our key."
  }

  assert {
    condition = [
      for rule in module.artifacts.settings.lifecycle_rules :
      [one(rule.expiration).days, one(rule.noncurrent_version_expiration).noncurrent_days, one(rule.abort_incomplete_multipart_upload).days_after_initiation]
    ] == [[14, 1, 1]]
    error_message = "What nobody needs any more goes."
  }

  assert {
    condition     = module.artifacts.settings.versioned && !module.artifacts.settings.force_destroy && length(module.artifacts.settings.policy_documents) == 0
    error_message = "Artifacts are versioned and kept, and nobody is let in by the bucket's policy."
  }

  assert {
    condition     = output.artifact_bucket == "tintype-test-pipeline-123456789012" && aws_codepipeline.this.artifact_store[*].location == tolist([output.artifact_bucket])
    error_message = "The pipeline hands on by its own bucket, which is named after the account."
  }
}

run "refuses_what_is_no_connection" {
  command = plan

  variables {
    connection_arn = "arn:aws:s3:::somewhere"
  }

  expect_failures = [var.connection_arn]
}

run "refuses_what_is_no_repository" {
  command = plan

  variables {
    repository = "tintype"
  }

  expect_failures = [var.repository]
}
