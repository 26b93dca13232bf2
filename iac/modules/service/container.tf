# What runs in a task.

data "aws_region" "current" {}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/${var.name}/services/${var.service}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.encryption_key_arn
}

module "roles" {
  source = "../task-roles"

  name               = "${var.name}-${var.service}"
  image              = var.image
  log_group_arn      = aws_cloudwatch_log_group.this.arn
  secrets            = values(var.secrets)
  encryption_key_arn = var.encryption_key_arn
  policy             = var.policy

  permissions_boundary_arn = var.permissions_boundary_arn
}

locals {
  # Writing a log line never holds up a request: what CloudWatch does not take in time waits in memory, then is dropped.
  log_options = {
    awslogs-group   = aws_cloudwatch_log_group.this.name
    awslogs-region  = data.aws_region.current.name
    mode            = "non-blocking"
    max-buffer-size = "4m"
  }

  volumes = { for path in var.container.writablePaths : path => "writable${replace(path, "/", "-")}" }

  container = {
    name      = var.service
    image     = var.image
    essential = true
    # The user that the image is made for; said here too, so that an image without one does not run as root.
    user                   = "node"
    readonlyRootFilesystem = true
    # The digest behind the tag is kept for the whole deployment, so that every task runs the same.
    versionConsistency = "enabled"
    stopTimeout        = var.container.stopSeconds

    portMappings = [
      { name = "http", containerPort = var.container.port, hostPort = var.container.port, protocol = "tcp", appProtocol = "http" },
      { name = "grpc", containerPort = var.container.grpcPort, hostPort = var.container.grpcPort, protocol = "tcp", appProtocol = "grpc" },
    ]

    environment = [for name, value in var.environment : { name = name, value = value }]
    secrets     = [for name, arn in var.secrets : { name = name, valueFrom = arn }]
    mountPoints = [for path, volume in local.volumes : { sourceVolume = volume, containerPath = path, readOnly = false }]
    volumesFrom = []

    # Whether the process lives; whether it can serve is asked by the load balancer, and is no reason to kill it.
    healthCheck = {
      command     = ["CMD", "node", "healthcheck.ts", var.container.livePath]
      interval    = 30
      timeout     = 5
      retries     = 3
      startPeriod = 60
    }

    linuxParameters = {
      # Node is process 1 and gets SIGTERM itself; it starts no children that somebody would have to wait for.
      initProcessEnabled = false
      capabilities       = { add = [], drop = ["ALL"] }
    }

    logConfiguration = {
      logDriver = "awslogs"
      options   = merge(local.log_options, { awslogs-stream-prefix = "service" })
    }
  }
}

resource "aws_ecs_task_definition" "this" {
  family                   = "${var.name}-${var.service}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory
  execution_role_arn       = module.roles.execution_role_arn
  task_role_arn            = module.roles.task_role_arn
  container_definitions    = jsonencode([local.container])
  skip_destroy             = var.keep_revisions

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  # Fargate has no tmpfs: a volume on the task's own disk, which is gone with the task.
  dynamic "volume" {
    for_each = local.volumes

    content {
      name = volume.value
    }
  }
}
