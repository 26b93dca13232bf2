# Something that is done once and ends, such as migrations; `make deploy` runs it and waits for its exit code.

data "aws_region" "current" {}

locals {
  # Where Node's own tools may write; the image is read-only.
  writable = { "/tmp" = "writable-tmp" }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/${var.name}/tasks/${var.task}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.encryption_key_arn
}

# It talks to the database or the broker and calls nothing of AWS: its own role has no permissions.
module "roles" {
  source = "../task-roles"

  name               = "${var.name}-${var.task}"
  image              = var.image
  log_group_arn      = aws_cloudwatch_log_group.this.arn
  secrets            = values(var.secrets)
  encryption_key_arn = var.encryption_key_arn

  permissions_boundary_arn = var.permissions_boundary_arn
}

resource "aws_ecs_task_definition" "this" {
  family                   = "${var.name}-${var.task}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  # The smallest that Fargate has: it waits for others most of the time.
  cpu                = 256
  memory             = 512
  execution_role_arn = module.roles.execution_role_arn
  task_role_arn      = module.roles.task_role_arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  dynamic "volume" {
    for_each = local.writable

    content {
      name = volume.value
    }
  }

  container_definitions = jsonencode([{
    name                   = var.task
    image                  = var.image
    command                = var.command
    essential              = true
    user                   = "node"
    readonlyRootFilesystem = true
    versionConsistency     = "enabled"
    # As long as Fargate allows: a migration that is stopped gets to finish or take back what it was doing.
    stopTimeout = 120

    portMappings = []
    environment  = [for name, value in var.environment : { name = name, value = value }]
    secrets      = [for name, arn in var.secrets : { name = name, valueFrom = arn }]
    mountPoints  = [for path, volume in local.writable : { sourceVolume = volume, containerPath = path, readOnly = false }]
    volumesFrom  = []

    linuxParameters = {
      initProcessEnabled = false
      capabilities       = { add = [], drop = ["ALL"] }
    }

    # Unlike a service it may wait for its log: what a migration said must not get lost.
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this.name
        awslogs-region        = data.aws_region.current.name
        awslogs-stream-prefix = "task"
        mode                  = "blocking"
      }
    }
  }])
}
