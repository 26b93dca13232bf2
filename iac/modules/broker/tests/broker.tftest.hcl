mock_provider "aws" {
  mock_resource "aws_mq_broker" {
    override_during = plan
    defaults = {
      instances = [{ console_url = "https://broker.example", endpoints = ["amqps://broker.example:5671"], ip_address = "" }]
    }
  }
}

variables {
  name               = "tintype-test"
  subnet_ids         = ["subnet-1", "subnet-2", "subnet-3"]
  security_group_ids = ["sg-1"]
  instance_type      = "mq.m7g.large"
  cluster            = true
  username           = "tintype-admin"
  password           = "0123456789abcdef0123456789abcdef"
}

run "cluster" {
  command = plan

  assert {
    condition     = aws_mq_broker.this.deployment_mode == "CLUSTER_MULTI_AZ" && aws_mq_broker.this.subnet_ids == toset(["subnet-1", "subnet-2", "subnet-3"])
    error_message = "A cluster spans the zones."
  }

  assert {
    condition     = aws_mq_broker.this.engine_type == "RabbitMQ" && aws_mq_broker.this.engine_version == "3.13"
    error_message = "The version has quorum queues and metrics of each."
  }

  assert {
    condition     = !aws_mq_broker.this.publicly_accessible && aws_mq_broker.this.security_groups == toset(["sg-1"])
    error_message = "Only named groups reach the broker."
  }

  assert {
    condition     = length(aws_mq_broker.this.encryption_options) == 0
    error_message = "AWS refuses RabbitMQ brokers that name a key."
  }

  assert {
    condition     = one(aws_mq_broker.this.logs).general && one(aws_mq_broker.this.logs).audit == null
    error_message = "The broker logs; audit logs do not exist for RabbitMQ."
  }

  assert {
    condition     = aws_mq_broker.this.auto_minor_version_upgrade && one(aws_mq_broker.this.maintenance_window_start_time).day_of_week == "SUNDAY"
    error_message = "Patches are installed in the window."
  }

  assert {
    condition     = [for user in aws_mq_broker.this.user : user.username] == ["tintype-admin"]
    error_message = "The administrator is the only user at first."
  }

  assert {
    condition     = output.amqps_url == "amqps://broker.example:5671" && output.management_url == "https://broker.example"
    error_message = "Addresses are encrypted ones without credentials."
  }
}

run "single_instance" {
  command = plan

  variables {
    cluster       = false
    instance_type = "mq.m7g.medium"
  }

  assert {
    condition     = aws_mq_broker.this.deployment_mode == "SINGLE_INSTANCE" && aws_mq_broker.this.subnet_ids == toset(["subnet-1"])
    error_message = "A single instance has one subnet."
  }
}

run "cluster_needs_three_zones" {
  command = plan

  variables {
    subnet_ids = ["subnet-1", "subnet-2"]
  }

  expect_failures = [aws_mq_broker.this]
}

run "refused" {
  command = plan

  variables {
    username       = "guest"
    password       = "short"
    instance_type  = "mq.t3.micro"
    engine_version = "4.2"
    name           = "a name"
  }

  expect_failures = [var.username, var.password, var.instance_type, var.engine_version, var.name]
}
