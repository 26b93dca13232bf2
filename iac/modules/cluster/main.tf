# Where tasks run, and the namespace in which services find each other.

# ECS would make this group itself, and keep it after the cluster is gone.
resource "aws_cloudwatch_log_group" "insights" {
  name              = "/aws/ecs/containerinsights/${var.name}/performance"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.encryption_key_arn
}

resource "aws_ecs_cluster" "this" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  # No service lets commands in. Should one be opened in an emergency, the session is encrypted with our key.
  configuration {
    execute_command_configuration {
      kms_key_id = var.encryption_key_arn
      logging    = "NONE"
    }
  }

  depends_on = [aws_cloudwatch_log_group.insights]
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}

# Service Connect needs names only, no zone of DNS.
resource "aws_service_discovery_http_namespace" "this" {
  name        = var.name
  description = "Names by which the services of ${var.name} call each other."
}

locals {
  # ECS uses no provider of weight 0, also not for its base: so at 100 percent one task in a hundred stays on demand.
  on_demand_weight = max(1, 100 - var.spot_share)

  capacity_strategy = concat(
    [{ provider = "FARGATE", weight = local.on_demand_weight, takes_least = true }],
    var.spot_share == 0 ? [] : [{ provider = "FARGATE_SPOT", weight = var.spot_share, takes_least = false }],
  )
}
