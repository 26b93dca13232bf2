# One service on Fargate: spread over the zones, replaced without a gap, taken back when the new one does not work.

locals {
  grpc_port = var.container.grpcPort
}

resource "aws_ecs_service" "this" {
  name             = "${var.name}-${var.service}"
  cluster          = var.cluster.arn
  task_definition  = aws_ecs_task_definition.this.arn
  platform_version = "LATEST"
  desired_count    = var.minimum_tasks

  # First the new tasks, then the old ones go: there are never fewer than there should be.
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  # Tasks of a first deployment wait for the migrations, which run when everything is there.
  health_check_grace_period_seconds = 300
  wait_for_steady_state             = false

  enable_execute_command  = false
  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"

  dynamic "capacity_provider_strategy" {
    for_each = var.cluster.capacity

    content {
      capacity_provider = capacity_provider_strategy.value.provider
      weight            = capacity_provider_strategy.value.weight
      base              = capacity_provider_strategy.value.takes_least ? var.minimum_tasks : 0
    }
  }

  # Tasks that do not come up end a deployment, and so do tasks that come up and answer with errors.
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  alarms {
    alarm_names = [aws_cloudwatch_metric_alarm.failing.alarm_name]
    enable      = true
    rollback    = true
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = var.security_group_ids
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.this.arn
    container_name   = var.service
    container_port   = var.container.port
  }

  service_connect_configuration {
    enabled   = true
    namespace = var.cluster.namespace_arn

    log_configuration {
      log_driver = "awslogs"
      options    = merge(local.log_options, { awslogs-stream-prefix = "service-connect" })
    }

    dynamic "service" {
      for_each = var.called_by_others ? [var.service] : []

      content {
        port_name      = "grpc"
        discovery_name = service.value

        client_alias {
          dns_name = service.value
          port     = local.grpc_port
        }

        timeout {
          # Callers give up after 3 s; a call that is older has nobody waiting for it.
          per_request_timeout_seconds = 10
          idle_timeout_seconds        = 300
        }
      }
    }
  }

  # A target group that no rule leads to cannot be given to a service.
  depends_on = [aws_lb_listener_rule.this]

  lifecycle {
    # How many tasks there are is for the scaling policies to say.
    ignore_changes = [desired_count]
  }
}
