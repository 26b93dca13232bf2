# RabbitMQ, by which services tell each other what happened. TLS only, and reached from the private network only.

locals {
  # AWS refuses a single instance with more than one subnet.
  subnet_ids = var.cluster ? var.subnet_ids : slice(var.subnet_ids, 0, 1)
}

resource "aws_mq_broker" "this" {
  broker_name             = var.name
  engine_type             = "RabbitMQ"
  engine_version          = var.engine_version
  host_instance_type      = var.instance_type
  deployment_mode         = var.cluster ? "CLUSTER_MULTI_AZ" : "SINGLE_INSTANCE"
  storage_type            = "ebs"
  authentication_strategy = "simple"
  publicly_accessible     = false
  subnet_ids              = local.subnet_ids
  security_groups         = var.security_group_ids

  # Patches; AWS wants this from 3.13 on.
  auto_minor_version_upgrade = true
  apply_immediately          = false

  # There is no `encryption_options`: Amazon MQ encrypts RabbitMQ's storage with a key of its own and refuses any other.

  # The hour in which the database has its maintenance too.
  maintenance_window_start_time {
    day_of_week = "SUNDAY"
    time_of_day = "03:00"
    time_zone   = "UTC"
  }

  logs {
    general = true
  }

  # The administrator makes a user for each service. There is no guest.
  user {
    username = var.username
    password = var.password
  }

  lifecycle {
    # Users of a broker that runs are changed in RabbitMQ itself; Amazon MQ refuses to.
    ignore_changes = [user]

    precondition {
      condition     = !var.cluster || length(var.subnet_ids) >= 3
      error_message = "A cluster has a node in each of three zones."
    }
  }
}
