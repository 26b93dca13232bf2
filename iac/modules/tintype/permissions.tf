# What the role of each service may do: the calls that its code makes, on its own stores, and nothing else. The module
# task-roles adds the use of the key through the stores that are named here. What is in no statement of the module `boundary`
# is not allowed by what is written here either: an action that is new has to be in both.

locals {
  # The calls of every service that keeps its state in DynamoDB. None describes or makes tables: those are here already.
  table_actions = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
  topic_arns    = "arn:${data.aws_partition.current.partition}:sns:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:${module.messaging.topic_prefix}-*"

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
      { sid = "Photos", actions = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources = ["${module.photo_store.arn}/photos/*", "${module.photo_store.arn}/originals/*"] },
      # Who may not list gets "forbidden" for an object that is not there, and media would take the bucket for broken.
      { sid = "AbsentPhotos", actions = ["s3:ListBucket"], resources = [module.photo_store.arn] },
    ]
    posts = []
    notifications = [
      {
        sid       = "Tables"
        actions   = concat(local.table_actions, ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"])
        resources = module.tables.arns["notifications"]
      },
      {
        sid       = "Topics"
        actions   = ["sns:CreateTopic", "sns:DeleteTopic", "sns:Publish", "sns:Subscribe"]
        resources = [local.topic_arns]
      },
      # IAM knows no subscriptions to name, so this one is for all. It reads whether an address was confirmed, and who has it.
      { sid = "Subscriptions", actions = ["sns:GetSubscriptionAttributes"], resources = ["*"] },
    ]
  }
}

data "aws_partition" "current" {}
