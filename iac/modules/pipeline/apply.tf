# What `apply` may change: the services that Tintype is made of, and there only what is named like this environment, wherever AWS lets
# names be told. What it may read is AWS's list of reading without people's data (roles.tf).
#
# Whoever may write roles may in the end do what those roles may. Five things hold that in: roles have to be named like this
# environment, they get permissions only below the environment's boundary (modules/boundary), they are handed to a few services only,
# none of AWS's own policies can be attached but those listed, and the boundary and the roles of the pipeline itself are out of reach. To
# change those, somebody with more rights runs `make deploy`.

locals {
  of     = { for service in ["application-autoscaling", "cognito-idp", "ecs", "elasticloadbalancing", "logs", "mq", "rds", "servicediscovery"] : service => "arn:${local.partition}:${service}:${local.region}:${local.account}" }
  roles  = "arn:${local.partition}:iam::${local.account}:role/${var.name}-*"
  here   = { "aws:RequestedRegion" = [local.region] }
  tagged = { "aws:ResourceTag/project" = ["tintype"], "aws:ResourceTag/environment" = [var.environment] }

  # What is done to roles: first where IAM looks at the boundary that the role has or gets, then where it does not.
  bounded = { "iam:PermissionsBoundary" = [var.permissions_boundary_arn] }
  grants  = [for action in ["CreateRole", "DeleteRolePolicy", "DetachRolePolicy", "PutRolePermissionsBoundary", "PutRolePolicy"] : "iam:${action}"]
  changes = [for action in ["DeleteRole", "TagRole", "UntagRole", "UpdateAssumeRolePolicy", "UpdateRole"] : "iam:${action}"]

  # Policies of AWS that roles of Tintype have.
  attachable = ["service-role/AmazonRDSEnhancedMonitoringRole"]

  network_nouns = ["FlowLogs", "InternetGateway", "NatGateway", "Route", "RouteTable", "SecurityGroup", "Subnet", "Tags", "Vpc"]

  # A policy holds 6,144 characters, so there are several.
  apply_groups = {
    network = local.apply_network
    compute = local.apply_compute
    stores  = local.apply_stores
    edge    = local.apply_edge
    rest    = local.apply_rest
  }
}

data "aws_iam_policy_document" "apply" {
  for_each = local.apply_groups

  dynamic "statement" {
    for_each = each.value

    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = statement.value.conditions

        content {
          test     = try(statement.value.test, "StringEquals")
          variable = condition.key
          values   = condition.value
        }
      }
    }
  }
}

resource "aws_iam_policy" "apply" {
  for_each = local.apply_groups

  name        = "${var.name}-pipeline-apply-${each.key}"
  description = "What the pipeline of ${var.name} may change: ${each.key}."
  policy      = data.aws_iam_policy_document.apply[each.key].json
}

resource "aws_iam_role_policy_attachment" "apply" {
  for_each = local.apply_groups

  role       = aws_iam_role.stage["apply"].name
  policy_arn = aws_iam_policy.apply[each.key].arn
}

# A pipeline that could widen its own roles would be limited by nothing.
resource "aws_iam_role_policy" "not_itself" {
  name   = "not-itself"
  role   = aws_iam_role.stage["apply"].id
  policy = data.aws_iam_policy_document.not_itself.json
}

data "aws_iam_policy_document" "not_itself" {
  statement {
    sid       = "NotItself"
    effect    = "Deny"
    actions   = concat(["iam:AttachRolePolicy"], local.grants, local.changes)
    resources = [aws_iam_role.pipeline.arn, "${aws_iam_role.pipeline.arn}-*"]
  }

  # Nothing allows these either. Said here, so that nobody allows them by mistake.
  statement {
    sid       = "NoRoleLosesItsBoundary"
    effect    = "Deny"
    actions   = ["iam:DeleteRolePermissionsBoundary"]
    resources = ["*"]
  }

  statement {
    sid       = "NotTheBoundary"
    effect    = "Deny"
    actions   = ["iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"]
    resources = concat([var.permissions_boundary_arn], [for policy in aws_iam_policy.apply : policy.arn])
  }
}
