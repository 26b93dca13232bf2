# Settings of PostgreSQL that differ from what RDS takes by itself.

locals {
  # GiB of memory by size. Classes that begin with r have twice as much from large on.
  memory_by_size = {
    micro      = 1, small = 2, medium = 4, large = 8, xlarge = 16, "2xlarge" = 32, "4xlarge" = 64, "8xlarge" = 128,
    "12xlarge" = 192, "16xlarge" = 256, "24xlarge" = 384
  }
  class  = split(".", var.instance_class)
  memory = local.memory_by_size[local.class[2]] * (startswith(local.class[1], "r") ? 2 : 1)

  # About 10 MB for each connection, as RDS reckons; set here, so that alarms know the number exactly.
  maximum_connections = min(5000, local.memory * 100)

  parameters = {
    # Nothing is answered without TLS.
    "rds.force_ssl" = { value = "1", restart = false }
    # Milliseconds from which a statement is logged.
    "log_min_duration_statement" = { value = "500", restart = false }
    "log_lock_waits"             = { value = "1", restart = false }
    # Every temporary file, which is a sort or join that did not fit into memory.
    "log_temp_files" = { value = "0", restart = false }
    # Milliseconds after which a transaction that does nothing is ended: it would hold its locks.
    "idle_in_transaction_session_timeout" = { value = "60000", restart = false }
    "shared_preload_libraries"            = { value = "pg_stat_statements", restart = true }
    "max_connections"                     = { value = tostring(local.maximum_connections), restart = true }
  }
}

resource "aws_db_parameter_group" "this" {
  # A new major version takes a new group, which must be there before the old one goes.
  name_prefix = "${var.name}-"
  description = "Settings of ${var.name}"
  family      = "postgres${var.major_version}"

  dynamic "parameter" {
    for_each = local.parameters

    content {
      name         = parameter.key
      value        = parameter.value.value
      apply_method = parameter.value.restart ? "pending-reboot" : "immediate"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}
