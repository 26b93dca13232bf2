# What the role of each service may do: the calls that its code makes, on its own stores, and nothing else.

locals {
  table_actions = [
    "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable",
    "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem",
  ]
  topic_arns = "arn:${data.aws_partition.current.partition}:sns:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:${module.messaging.topic_prefix}-*"

  # Statements as the module `service` takes them: sid, actions, resources.
  service_policies = {
    auth = [
      { sid = "Tables", actions = local.table_actions, resources = module.tables.arns["auth"] },
      {
        sid = "Accounts"
        # Sign-in, sign-up, refresh and the like carry no signature and need no permission; these do.
        actions   = ["cognito-idp:AdminGetUser", "cognito-idp:AdminSetUserPassword", "cognito-idp:AdminUserGlobalSignOut"]
        resources = [module.accounts.user_pool_arn]
      },
    ]
    media = [
      { sid = "Tables", actions = local.table_actions, resources = module.tables.arns["media"] },
      { sid = "Photos", actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], resources = ["${module.photo_store.arn}/photos/*", "${module.photo_store.arn}/originals/*"] },
    ]
    posts = []
    notifications = [
      { sid = "Tables", actions = local.table_actions, resources = module.tables.arns["notifications"] },
      {
        sid       = "Topics"
        actions   = ["sns:CreateTopic", "sns:DeleteTopic", "sns:GetSubscriptionAttributes", "sns:Publish", "sns:Subscribe", "sns:Unsubscribe"]
        resources = [local.topic_arns]
      },
    ]
  }
}

data "aws_partition" "current" {}
