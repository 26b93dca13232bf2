mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
  mock_resource "aws_iam_role" {
    override_during = plan
    defaults        = { arn = "arn:aws:iam::111122223333:role/some" }
  }
  mock_resource "aws_db_parameter_group" {
    override_during = plan
    defaults        = { name = "tintype-test-posts-1" }
  }
  mock_resource "aws_db_instance" {
    override_during = plan
    defaults = {
      address            = "posts.example"
      master_user_secret = [{ secret_arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:owner", kms_key_id = "some", secret_status = "active" }]
    }
  }
}

variables {
  name                = "tintype-test-posts"
  database_name       = "posts"
  subnet_ids          = ["subnet-1", "subnet-2", "subnet-3"]
  security_group_ids  = ["sg-1"]
  encryption_key_arn  = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000"
  instance_class      = "db.r7g.large"
  multi_az            = true
  storage             = 100
  maximum_storage     = 1000
  backup_days         = 14
  deletion_protection = true
  log_retention_days  = 90

  permissions_boundary_arn = "arn:aws:iam::111122223333:policy/tintype-test-boundary"
}

run "kept_safely" {
  command = plan

  assert {
    condition     = aws_db_instance.this.multi_az
    error_message = "A second instance stands by."
  }

  assert {
    condition     = aws_db_instance.this.storage_encrypted && aws_db_instance.this.kms_key_id == var.encryption_key_arn
    error_message = "Storage is encrypted with the environment's key."
  }

  assert {
    condition     = aws_db_instance.this.backup_retention_period == 14 && aws_db_instance.this.copy_tags_to_snapshot
    error_message = "Backups are kept, with their tags."
  }

  assert {
    condition     = aws_db_instance.this.deletion_protection && !aws_db_instance.this.skip_final_snapshot && !aws_db_instance.this.delete_automated_backups
    error_message = "The instance cannot be deleted, and would leave a snapshot and its backups."
  }

  assert {
    condition     = aws_db_instance.this.manage_master_user_password && aws_db_instance.this.master_user_secret_kms_key_id == var.encryption_key_arn && aws_db_instance.this.password == null
    error_message = "AWS makes up and renews the owner's password."
  }

  assert {
    condition     = !aws_db_instance.this.publicly_accessible && aws_db_instance.this.vpc_security_group_ids == toset(["sg-1"])
    error_message = "Only named groups reach the instance."
  }

  assert {
    condition     = aws_db_instance.this.storage_type == "gp3" && aws_db_instance.this.max_allocated_storage == 1000
    error_message = "Storage grows by itself."
  }

  assert {
    condition     = aws_db_instance.this.ca_cert_identifier == "rds-ca-rsa2048-g1"
    error_message = "The certificate is signed by the authority that tasks are told to trust."
  }

  assert {
    condition     = aws_db_instance.this.auto_minor_version_upgrade && !aws_db_instance.this.apply_immediately
    error_message = "Minor versions are installed in the window."
  }

  assert {
    condition     = endswith(aws_db_instance.this.backup_window, "-02:00") && startswith(aws_db_instance.this.maintenance_window, "sun:03:00-")
    error_message = "Backups end before maintenance begins."
  }
}

run "watched" {
  command = plan

  assert {
    condition     = aws_db_instance.this.enabled_cloudwatch_logs_exports == toset(["postgresql", "upgrade"])
    error_message = "Logs go to CloudWatch."
  }

  assert {
    condition     = alltrue([for group in aws_cloudwatch_log_group.this : group.retention_in_days == 90 && group.kms_key_id == var.encryption_key_arn])
    error_message = "Logs are encrypted and have an end."
  }

  assert {
    condition     = aws_db_instance.this.monitoring_interval == 60 && aws_db_instance.this.performance_insights_enabled
    error_message = "The machine and the statements are measured."
  }

  assert {
    condition     = aws_iam_role.monitoring.permissions_boundary == var.permissions_boundary_arn
    error_message = "Who writes figures of the machine may do no more than its boundary says."
  }
}

run "settings" {
  command = plan

  assert {
    condition = { for parameter in aws_db_parameter_group.this.parameter : parameter.name => "${parameter.value} ${parameter.apply_method}" } == {
      "rds.force_ssl"                       = "1 immediate"
      "log_min_duration_statement"          = "500 immediate"
      "log_lock_waits"                      = "1 immediate"
      "log_temp_files"                      = "0 immediate"
      "idle_in_transaction_session_timeout" = "60000 immediate"
      "shared_preload_libraries"            = "pg_stat_statements pending-reboot"
      "max_connections"                     = "1600 pending-reboot"
    }
    error_message = "TLS is forced, slow statements are logged, and what needs a restart waits for one."
  }

  assert {
    condition     = aws_db_parameter_group.this.family == "postgres17" && aws_db_instance.this.engine_version == "17"
    error_message = "Settings and instance are of one version."
  }
}

run "outputs" {
  command = plan

  assert {
    condition     = output.url == "postgresql://posts.example:5432/posts"
    error_message = "The address holds no credentials."
  }

  assert {
    condition     = output.owner_secret_arn == "arn:aws:secretsmanager:eu-central-1:111122223333:secret:owner"
    error_message = "The owner's secret is named."
  }

  assert {
    condition     = output.maximum_connections == 1600
    error_message = "16 GiB take 1600 connections."
  }
}

run "small_and_throwaway" {
  command = plan

  variables {
    instance_class      = "db.t4g.micro"
    multi_az            = false
    storage             = 20
    maximum_storage     = 50
    backup_days         = 7
    deletion_protection = false
  }

  assert {
    condition     = output.maximum_connections == 100
    error_message = "1 GiB takes 100 connections."
  }

  assert {
    condition     = aws_db_instance.this.skip_final_snapshot && aws_db_instance.this.final_snapshot_identifier == null && aws_db_instance.this.delete_automated_backups
    error_message = "Nothing is left behind."
  }
}

run "refused" {
  command = plan

  variables {
    backup_days    = 6
    instance_class = "db.x2g.large"
    storage        = 10
    subnet_ids     = ["subnet-1"]
    major_version  = "17.4"
    name           = "Tintype"
    database_name  = "posts-1"
  }

  expect_failures = [
    var.backup_days, var.instance_class, var.storage, var.subnet_ids, var.major_version, var.name, var.database_name,
  ]
}

run "no_room_to_grow" {
  command = plan

  variables {
    storage         = 100
    maximum_storage = 105
  }

  expect_failures = [var.maximum_storage]
}
