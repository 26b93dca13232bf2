# What Apply may change, group by group: actions, on what, and under which conditions. apply.tf makes policies of them.

locals {
  apply_network = [
    {
      sid = "Network"
      actions = concat(flatten([for noun in local.network_nouns : ["ec2:Create${noun}", "ec2:Delete${noun}"]]), [
        "ec2:AllocateAddress", "ec2:AssociateAddress", "ec2:AssociateRouteTable", "ec2:AttachInternetGateway", "ec2:AuthorizeSecurityGroupEgress",
        "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints", "ec2:DetachInternetGateway", "ec2:DisassociateAddress",
        "ec2:DisassociateRouteTable", "ec2:ModifySecurityGroupRules", "ec2:ModifySubnetAttribute", "ec2:ModifyVpcAttribute", "ec2:ModifyVpcEndpoint",
        "ec2:ReleaseAddress", "ec2:ReplaceRoute", "ec2:ReplaceRouteTableAssociation", "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress",
        # The broker's way into the subnets.
        "ec2:CreateNetworkInterface", "ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface", "ec2:DeleteNetworkInterfacePermission", "ec2:DetachNetworkInterface",
      ])
      # Parts of a network have numbers for names, which AWS draws.
      resources  = ["*"]
      conditions = local.here
    },
    {
      sid = "LoadBalancer"
      actions = [for action in [
        "AddTags", "CreateListener", "CreateLoadBalancer", "CreateRule", "CreateTargetGroup", "DeleteListener", "DeleteLoadBalancer", "DeleteRule", "DeleteTargetGroup", "ModifyListener",
        "ModifyLoadBalancerAttributes", "ModifyRule", "ModifyTargetGroup", "ModifyTargetGroupAttributes", "RemoveTags", "SetRulePriorities", "SetSecurityGroups", "SetSubnets",
      ] : "elasticloadbalancing:${action}"]
      resources  = [for kind in ["loadbalancer/app", "targetgroup", "listener/app", "listener-rule/app"] : "${local.of.elasticloadbalancing}:${kind}/${var.name}*/*"]
      conditions = {}
    },
  ]

  apply_compute = [
    {
      sid = "Services"
      actions = [for action in [
        "CreateCluster", "CreateService", "DeleteCluster", "DeleteService", "PutClusterCapacityProviders", "RunTask", "StopTask", "TagResource", "UntagResource", "UpdateCluster", "UpdateClusterSettings", "UpdateService",
      ] : "ecs:${action}"]
      resources  = ["${local.of.ecs}:cluster/${var.name}", "${local.of.ecs}:service/${var.name}/*", "${local.of.ecs}:task/${var.name}/*", "${local.of.ecs}:task-definition/${var.name}-*"]
      conditions = {}
    },
    {
      sid = "ServicesWithoutNames"
      actions = [
        "ecs:DeregisterTaskDefinition", "ecs:RegisterTaskDefinition", "servicediscovery:CreateHttpNamespace", "servicediscovery:DeleteNamespace", "servicediscovery:TagResource",
        "servicediscovery:UntagResource", "servicediscovery:UpdateHttpNamespace", "application-autoscaling:DeleteScalingPolicy", "application-autoscaling:DeregisterScalableTarget",
        "application-autoscaling:PutScalingPolicy", "application-autoscaling:RegisterScalableTarget", "application-autoscaling:TagResource", "application-autoscaling:UntagResource",
      ]
      # AWS takes no name for the first, and draws those of the others.
      resources  = ["*"]
      conditions = local.here
    },
  ]

  apply_stores = [
    {
      sid = "Databases"
      actions = [for action in [
        "AddTagsToResource", "CreateDBInstance", "CreateDBParameterGroup", "CreateDBSnapshot", "CreateDBSubnetGroup", "DeleteDBInstance", "DeleteDBParameterGroup", "DeleteDBSubnetGroup",
        "ModifyDBInstance", "ModifyDBParameterGroup", "ModifyDBSubnetGroup", "RemoveTagsFromResource", "ResetDBParameterGroup",
      ] : "rds:${action}"]
      resources  = ["${local.of.rds}:*:${var.name}*"]
      conditions = {}
    },
    {
      sid        = "Tables"
      actions    = [for action in ["CreateTable", "DeleteTable", "TagResource", "UntagResource", "UpdateContinuousBackups", "UpdateTable", "UpdateTimeToLive"] : "dynamodb:${action}"]
      resources  = ["arn:${local.partition}:dynamodb:${local.region}:${local.account}:table/${var.name}-*"]
      conditions = {}
    },
    {
      sid = "Buckets"
      actions = [for action in [
        "CreateBucket", "DeleteBucket", "DeleteBucketPolicy", "PutBucketLogging", "PutBucketOwnershipControls", "PutBucketPolicy", "PutBucketPublicAccessBlock", "PutBucketTagging",
        "PutBucketVersioning", "PutEncryptionConfiguration", "PutLifecycleConfiguration",
      ] : "s3:${action}"]
      resources  = ["arn:${local.partition}:s3:::${var.name}-*"]
      conditions = {}
    },
    {
      sid        = "Pages"
      actions    = ["s3:DeleteObject", "s3:GetObject", "s3:GetObjectTagging", "s3:PutObject", "s3:PutObjectTagging"]
      resources  = ["arn:${local.partition}:s3:::${local.pages_bucket}/*"]
      conditions = {}
    },
    {
      sid        = "WriteState"
      actions    = ["s3:PutObject"]
      resources  = ["${local.state}/environments/${var.environment}/*"]
      conditions = {}
    },
    {
      sid        = "Broker"
      actions    = [for action in ["CreateBroker", "CreateConfiguration", "CreateTags", "DeleteBroker", "DeleteTags", "RebootBroker", "UpdateBroker", "UpdateConfiguration"] : "mq:${action}"]
      resources  = ["*"] # AWS draws their names
      conditions = local.here
    },
    {
      sid        = "Secrets"
      actions    = [for action in ["CreateSecret", "DeleteSecret", "GetSecretValue", "PutSecretValue", "RestoreSecret", "TagResource", "UntagResource", "UpdateSecret"] : "secretsmanager:${action}"]
      resources  = ["${local.secrets}*"]
      conditions = {}
    },
    {
      # RDS keeps the owner's password under a name of its own; nobody here reads it.
      sid        = "SecretsOfDatabases"
      actions    = ["secretsmanager:CreateSecret", "secretsmanager:RotateSecret", "secretsmanager:TagResource"]
      resources  = ["arn:${local.partition}:secretsmanager:${local.region}:${local.account}:secret:rds!db-*"]
      conditions = {}
    },
    {
      sid        = "NewKeysAndWords"
      actions    = ["kms:CreateKey", "secretsmanager:GetRandomPassword", "sns:SetSMSAttributes"]
      resources  = ["*"] # of no resource that is there already
      conditions = {}
    },
    {
      # To make a key with tags, AWS wants this for all keys. So keys that bear another's tags are left out, and no key is given
      # such; one without any cannot be told from one that is being made.
      sid        = "TagsOfKeys"
      actions    = ["kms:TagResource"]
      resources  = ["*"]
      test       = "StringEqualsIfExists"
      conditions = merge(local.tagged, { for tag, values in local.tagged : replace(tag, "Resource", "Request") => values })
    },
    {
      sid        = "Keys"
      actions    = [for action in ["CreateAlias", "CreateGrant", "DeleteAlias", "EnableKeyRotation", "PutKeyPolicy", "ScheduleKeyDeletion", "UntagResource", "UpdateAlias", "UpdateKeyDescription"] : "kms:${action}"]
      resources  = ["arn:${local.partition}:kms:*:${local.account}:key/*"]
      conditions = local.tagged
    },
    {
      sid        = "NamesOfKeys"
      actions    = ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"]
      resources  = ["arn:${local.partition}:kms:*:${local.account}:alias/${var.name}*"]
      conditions = {}
    },
    {
      sid        = "Accounts"
      actions    = [for action in ["CreateUserPool", "CreateUserPoolClient", "DeleteUserPool", "DeleteUserPoolClient", "SetUserPoolMfaConfig", "TagResource", "UntagResource", "UpdateUserPool", "UpdateUserPoolClient"] : "cognito-idp:${action}"]
      resources  = ["*"] # AWS draws their names
      conditions = local.here
    },
    {
      sid        = "Topics"
      actions    = [for action in ["CreateTopic", "DeleteTopic", "SetSubscriptionAttributes", "SetTopicAttributes", "Subscribe", "TagResource", "Unsubscribe", "UntagResource"] : "sns:${action}"]
      resources  = ["arn:${local.partition}:sns:*:${local.account}:${var.name}-*"]
      conditions = {}
    },
  ]

  apply_edge = [
    {
      sid = "Edge"
      actions = concat(
        flatten([for noun in ["CachePolicy", "Distribution", "Function", "KeyValueStore", "OriginAccessControl", "ResponseHeadersPolicy"] : [for verb in ["Create", "Delete", "Update"] : "cloudfront:${verb}${noun}"]]),
        ["cloudfront:AllowVendedLogDeliveryForResource", "cloudfront:CreateInvalidation", "cloudfront:PublishFunction", "cloudfront:TagResource", "cloudfront:UntagResource"],
        ["cloudfront-keyvaluestore:DescribeKeyValueStore", "cloudfront-keyvaluestore:GetKey", "cloudfront-keyvaluestore:UpdateKeys"],
      )
      resources  = ["arn:${local.partition}:cloudfront::${local.account}:*"] # AWS draws their names
      conditions = {}
    },
    {
      sid        = "Firewall"
      actions    = [for action in ["AssociateWebACL", "CreateWebACL", "DeleteLoggingConfiguration", "DeleteWebACL", "DisassociateWebACL", "PutLoggingConfiguration", "TagResource", "UntagResource", "UpdateWebACL"] : "wafv2:${action}"]
      resources  = ["arn:${local.partition}:wafv2:us-east-1:${local.account}:global/webacl/${var.name}/*", "arn:${local.partition}:wafv2:us-east-1:*:global/managedruleset/*/*"]
      conditions = {}
    },
    {
      sid        = "Certificates"
      actions    = ["acm:AddTagsToCertificate", "acm:DeleteCertificate", "acm:RemoveTagsFromCertificate", "acm:RequestCertificate"]
      resources  = ["*"] # AWS draws their names
      conditions = { "aws:RequestedRegion" = [local.region, "us-east-1"] }
    },
    {
      sid        = "Names"
      actions    = ["route53:ChangeResourceRecordSets"]
      resources  = ["arn:${local.partition}:route53:::hostedzone/*"]
      conditions = {}
    },
  ]

  apply_rest = [
    {
      sid        = "Logs"
      actions    = [for action in ["AssociateKmsKey", "CreateLogGroup", "DeleteLogGroup", "PutRetentionPolicy", "TagResource", "UntagResource"] : "logs:${action}"]
      resources  = ["arn:${local.partition}:logs:*:${local.account}:log-group:*${var.name}*"]
      conditions = {}
    },
    {
      sid = "LogsOfServicesOfAws"
      actions = [for action in [
        "CreateDelivery", "CreateLogDelivery", "DeleteDelivery", "DeleteDeliveryDestination", "DeleteDeliverySource", "DeleteLogDelivery", "DescribeResourcePolicies", "PutDeliveryDestination",
        "PutDeliverySource", "PutResourcePolicy", "UpdateDeliveryConfiguration", "UpdateLogDelivery",
      ] : "logs:${action}"]
      resources  = ["*"] # AWS takes no names for the older ones
      conditions = { "aws:RequestedRegion" = [local.region, "us-east-1"] }
    },
    {
      sid        = "Alarms"
      actions    = [for action in ["DeleteAlarms", "DeleteDashboards", "PutCompositeAlarm", "PutDashboard", "PutMetricAlarm", "TagResource", "UntagResource"] : "cloudwatch:${action}"]
      resources  = ["arn:${local.partition}:cloudwatch:*:${local.account}:alarm:${var.name}-*", "arn:${local.partition}:cloudwatch::${local.account}:dashboard/${var.name}"]
      conditions = {}
    },
    {
      sid        = "Budget"
      actions    = ["budgets:ModifyBudget", "budgets:TagResource", "budgets:UntagResource"]
      resources  = ["arn:${local.partition}:budgets::${local.account}:budget/${var.name}-*"]
      conditions = {}
    },
    {
      sid        = "Pipeline"
      actions    = ["codebuild:CreateProject", "codebuild:DeleteProject", "codebuild:UpdateProject", "codepipeline:TagResource", "codepipeline:UntagResource", "codepipeline:UpdatePipeline"]
      resources  = ["arn:${local.partition}:codebuild:${local.region}:${local.account}:project/${var.name}-*", "arn:${local.partition}:codepipeline:${local.region}:${local.account}:${var.name}"]
      conditions = {}
    },
    {
      sid        = "Roles"
      actions    = local.changes
      resources  = [local.roles]
      conditions = {}
    },
    {
      sid        = "PermissionsOfRoles"
      actions    = local.grants
      resources  = [local.roles]
      conditions = local.bounded
    },
    {
      sid        = "PoliciesOfAws"
      actions    = ["iam:AttachRolePolicy"]
      resources  = [local.roles]
      conditions = merge(local.bounded, { "iam:PolicyARN" = [for policy in local.attachable : "arn:${local.partition}:iam::aws:policy/${policy}"] })
    },
    {
      sid        = "RolesAreHandedToServices"
      actions    = ["iam:PassRole"]
      resources  = [local.roles]
      conditions = { "iam:PassedToService" = [for service in ["codebuild", "codepipeline", "ecs-tasks", "monitoring.rds", "sns", "vpc-flow-logs"] : "${service}.amazonaws.com"] }
    },
    {
      sid        = "RolesOfAws"
      actions    = ["iam:CreateServiceLinkedRole"]
      resources  = ["arn:${local.partition}:iam::${local.account}:role/aws-service-role/*"]
      conditions = { "iam:AWSServiceName" = [for service in ["ecs", "ecs.application-autoscaling", "elasticloadbalancing", "mq", "rds", "wafv2"] : "${service}.amazonaws.com"] }
    },
  ]
}
