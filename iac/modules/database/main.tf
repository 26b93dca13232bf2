# PostgreSQL of one service. AWS makes up the owner's password, keeps it in Secrets Manager and renews it every week.

locals {
  # The owner makes migrations; the service signs in as a role that has less to say.
  owner = "tintype_owner"
  port  = 5432
}

resource "aws_db_subnet_group" "this" {
  name        = var.name
  description = "Where ${var.name} may run"
  subnet_ids  = var.subnet_ids
}

resource "aws_db_instance" "this" {
  identifier     = var.name
  engine         = "postgres"
  engine_version = var.major_version
  instance_class = var.instance_class
  db_name        = var.database_name
  port           = local.port

  username                      = local.owner
  manage_master_user_password   = true
  master_user_secret_kms_key_id = var.encryption_key_arn

  multi_az               = var.multi_az
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = var.security_group_ids
  publicly_accessible    = false
  ca_cert_identifier     = "rds-ca-rsa2048-g1"
  parameter_group_name   = aws_db_parameter_group.this.name

  storage_type          = "gp3"
  allocated_storage     = var.storage
  max_allocated_storage = var.maximum_storage
  storage_encrypted     = true
  kms_key_id            = var.encryption_key_arn

  backup_retention_period  = var.backup_days
  copy_tags_to_snapshot    = true
  delete_automated_backups = !var.deletion_protection
  deletion_protection      = var.deletion_protection
  # An environment that may be deleted leaves nothing behind.
  skip_final_snapshot       = !var.deletion_protection
  final_snapshot_identifier = var.deletion_protection ? "${var.name}-final-${terraform_data.born.output}" : null

  # Hours of the night in Europe; backups end before maintenance begins. UTC.
  backup_window              = "01:00-02:00"
  maintenance_window         = "sun:03:00-sun:04:00"
  auto_minor_version_upgrade = true
  # What needs a restart waits for the window.
  apply_immediately = false

  enabled_cloudwatch_logs_exports       = keys(aws_cloudwatch_log_group.this)
  monitoring_interval                   = 60
  monitoring_role_arn                   = aws_iam_role.monitoring.arn
  performance_insights_enabled          = true
  performance_insights_kms_key_id       = var.encryption_key_arn
  performance_insights_retention_period = 7 # the days that cost nothing

  # Without its permissions the role is refused.
  depends_on = [aws_iam_role_policy_attachment.monitoring]
}

# The last snapshot of a database that is made anew under the same name must not meet that of its predecessor.
resource "terraform_data" "born" {
  input = formatdate("YYYYMMDDhhmmss", plantimestamp())

  lifecycle {
    # The day it was made, not the day of this plan.
    ignore_changes = [input]
  }
}
