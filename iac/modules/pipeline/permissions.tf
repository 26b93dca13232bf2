# What each stage may do. All have their log, the artifacts and the source; `test` has nothing else, for tests need no AWS.

locals {
  use_key        = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"]
  use_connection = ["codeconnections:UseConnection", "codestar-connections:UseConnection"]

  # As the module `edge` names it.
  pages_bucket = "${var.name}-pages-${local.account}"

  state   = "arn:${local.partition}:s3:::${var.state_bucket}"
  secrets = "arn:${local.partition}:secretsmanager:${local.region}:${local.account}:secret:${var.name}/"

  # State of the environment and of the bootstrap. Terraform locks a state by an object beside it.
  read_state = [
    { sid = "States", actions = ["s3:GetObject"], resources = ["${local.state}/environments/${var.environment}/*", "${local.state}/bootstrap/*"] },
    { sid = "StateBucket", actions = ["s3:GetBucketLocation", "s3:ListBucket"], resources = [local.state] },
  ]
  lock_state = [
    { sid = "Locks", actions = ["s3:DeleteObject", "s3:PutObject"], resources = ["${local.state}/environments/${var.environment}/*.tflock", "${local.state}/bootstrap/*.tflock"] },
  ]
  # Terraform compares the bootstrap with what is there before images and plans.
  read_bootstrap = [
    {
      sid = "StateBucketSettings"
      actions = [
        "s3:GetAccelerateConfiguration", "s3:GetBucketAcl", "s3:GetBucketCORS", "s3:GetBucketLogging", "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketOwnershipControls", "s3:GetBucketPolicy", "s3:GetBucketPublicAccessBlock", "s3:GetBucketRequestPayment",
        "s3:GetBucketTagging", "s3:GetBucketVersioning", "s3:GetBucketWebsite", "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration", "s3:GetReplicationConfiguration",
      ]
      resources = [local.state]
    },
  ]
  # Resource "*": the name of the account, and a token that signs in to registries, belong to no resource.
  whose_account = [{ sid = "WhoseAccount", actions = ["iam:ListAccountAliases"], resources = ["*"] }]

  statements = {
    test = []
    images = concat(local.read_state, local.lock_state, local.read_bootstrap, local.whose_account, [
      { sid = "SignIn", actions = ["ecr:GetAuthorizationToken"], resources = ["*"] },
      {
        sid = "Images"
        actions = [
          "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:DescribeImages", "ecr:DescribeRepositories",
          "ecr:GetDownloadUrlForLayer", "ecr:GetLifecyclePolicy", "ecr:GetRepositoryPolicy", "ecr:InitiateLayerUpload",
          "ecr:ListTagsForResource", "ecr:PutImage", "ecr:UploadLayerPart",
        ]
        resources = ["arn:${local.partition}:ecr:${local.region}:${local.account}:repository/tintype/*"]
      },
    ])
    # Reading comes from AWS's own list (roles.tf); these two secrets are arguments of what Terraform makes.
    plan = concat(local.read_state, local.lock_state, [
      { sid = "SecretsThatTerraformKnows", actions = ["secretsmanager:GetSecretValue"], resources = ["${local.secrets}origin-token-*", "${local.secrets}broker-password-*"] },
    ])
    # What it may change is in apply.tf.
    apply = concat(local.read_state, local.lock_state)
    smoke = concat(local.read_state, local.whose_account)
  }
}

data "aws_iam_policy_document" "stage" {
  for_each = local.statements

  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.stage[each.key].arn}:*"]
  }

  statement {
    sid       = "Artifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${module.artifacts.arn}/*"]
  }

  statement {
    sid       = "Key"
    actions   = local.use_key
    resources = [var.encryption_key_arn]
  }

  statement {
    sid       = "Source"
    actions   = local.use_connection
    resources = [var.connection_arn]
  }

  dynamic "statement" {
    for_each = each.value

    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
}
