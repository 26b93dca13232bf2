# What each alarm of alarms.json is measured by: metrics by a short name, and the figure that is made of them (null: the one metric as it is).

locals {
  consumers = local.settings.consumers

  # Every operation that a service may call; DynamoDB counts its errors by operation only.
  table_operations = ["BatchGetItem", "BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"]

  service_dimensions = { for service, names in var.services : service => {
    ecs    = { ClusterName = var.cluster_name, ServiceName = names.service_name }
    target = { LoadBalancer = var.load_balancer, TargetGroup = names.target_group }
  } }
  # Amazon MQ has one virtual host.
  queue_dimensions = { for consumer in local.consumers : consumer => {
    live = { Broker = var.broker_name, VirtualHost = "/", Queue = consumer }
    dead = { Broker = var.broker_name, VirtualHost = "/", Queue = "${consumer}.dead" }
  } }

  of_services = merge([for service, dimensions in local.service_dimensions : {
    "${service}-errors" = {
      alarm   = "errors"
      subject = service
      figure  = "IF(requests >= ${local.alarms.errors.floor}, 100 * FILL(errors, 0) / requests, 0)"
      metrics = {
        errors   = ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "Sum", dimensions.target]
        requests = ["AWS/ApplicationELB", "RequestCount", "Sum", dimensions.target]
      }
    }
    "${service}-slow" = {
      alarm   = "slow"
      subject = service
      figure  = "IF(requests >= ${local.alarms.slow.floor}, seconds, 0)"
      metrics = {
        seconds  = ["AWS/ApplicationELB", "TargetResponseTime", "p99", dimensions.target]
        requests = ["AWS/ApplicationELB", "RequestCount", "Sum", dimensions.target]
      }
    }
    "${service}-unhealthy" = {
      alarm   = "unhealthy"
      subject = service
      figure  = null
      metrics = { unhealthy = ["AWS/ApplicationELB", "UnHealthyHostCount", "Maximum", dimensions.target] }
    }
    "${service}-tasks" = {
      alarm   = "tasks"
      subject = service
      figure  = "100 * running / ${var.services[service].minimum}"
      metrics = { running = ["ECS/ContainerInsights", "RunningTaskCount", "Average", dimensions.ecs] }
    }
    "${service}-down" = {
      alarm   = "down"
      subject = service
      figure  = null
      metrics = { healthy = ["AWS/ApplicationELB", "HealthyHostCount", "Maximum", dimensions.target] }
    }
  }]...)

  of_queues = merge([for consumer, dimensions in local.queue_dimensions : {
    # Dots are for queues; names of alarms are read by people and by shells.
    "${replace(consumer, ".", "-")}-dead-letters" = {
      alarm   = "dead-letters"
      subject = "${consumer}.dead"
      figure  = null
      metrics = { dead = ["AWS/AmazonMQ", "MessageCount", "Maximum", dimensions.dead] }
    }
    "${replace(consumer, ".", "-")}-waiting" = {
      alarm   = "waiting"
      subject = consumer
      figure  = null
      metrics = { waiting = ["AWS/AmazonMQ", "MessageReadyCount", "Minimum", dimensions.live] }
    }
  }]...)

  of_tables = merge([for table in var.tables : {
    "${trimprefix(table, "${var.name}-")}-throttled" = {
      alarm   = "throttled"
      subject = table
      figure  = "FILL(reads, 0) + FILL(writes, 0)"
      metrics = {
        reads  = ["AWS/DynamoDB", "ReadThrottleEvents", "Sum", { TableName = table }]
        writes = ["AWS/DynamoDB", "WriteThrottleEvents", "Sum", { TableName = table }]
      }
    }
    "${trimprefix(table, "${var.name}-")}-table-errors" = {
      alarm   = "table-errors"
      subject = table
      figure  = "SUM(FILL(METRICS(), 0))"
      metrics = { for operation in local.table_operations : lower(operation) => ["AWS/DynamoDB", "SystemErrors", "Sum", { TableName = table, Operation = operation }] }
    }
  }]...)

  of_databases = merge([for database, settings in var.databases : {
    "${database}-database-storage" = {
      alarm   = "database-storage"
      subject = database
      figure  = "100 * free / ${settings.storage * pow(1024, 3)}"
      metrics = { free = ["AWS/RDS", "FreeStorageSpace", "Minimum", { DBInstanceIdentifier = settings.identifier }] }
    }
    "${database}-database-cpu" = {
      alarm   = "database-cpu"
      subject = database
      figure  = null
      metrics = { cpu = ["AWS/RDS", "CPUUtilization", "Average", { DBInstanceIdentifier = settings.identifier }] }
    }
    "${database}-database-connections" = {
      alarm   = "database-connections"
      subject = database
      figure  = "100 * connections / ${settings.connections}"
      metrics = { connections = ["AWS/RDS", "DatabaseConnections", "Maximum", { DBInstanceIdentifier = settings.identifier }] }
    }
    "${database}-database-memory" = {
      alarm   = "database-memory"
      subject = database
      figure  = "free / ${pow(1024, 2)}"
      metrics = { free = ["AWS/RDS", "FreeableMemory", "Minimum", { DBInstanceIdentifier = settings.identifier }] }
    }
  }]...)

  of_the_rest = {
    "gateway" = {
      alarm   = "gateway"
      subject = "the load balancer"
      figure  = null
      metrics = { errors = ["AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", "Sum", { LoadBalancer = var.load_balancer }] }
    }
    "broker-memory" = {
      alarm   = "broker-memory"
      subject = "the broker"
      figure  = "100 * used / most"
      metrics = {
        used = ["AWS/AmazonMQ", "RabbitMQMemUsed", "Maximum", { Broker = var.broker_name }]
        most = ["AWS/AmazonMQ", "RabbitMQMemLimit", "Maximum", { Broker = var.broker_name }]
      }
    }
    "broker-disk" = {
      alarm   = "broker-disk"
      subject = "the broker"
      figure  = "100 * free / least"
      metrics = {
        free  = ["AWS/AmazonMQ", "RabbitMQDiskFree", "Minimum", { Broker = var.broker_name }]
        least = ["AWS/AmazonMQ", "RabbitMQDiskFreeLimit", "Minimum", { Broker = var.broker_name }]
      }
    }
    "sms-spend" = {
      alarm   = "sms-spend"
      subject = "the account"
      figure  = "100 * spent / ${var.sms_monthly_limit}"
      metrics = { spent = ["AWS/SNS", "SMSMonthToDateSpentUSD", "Maximum", {}] }
    }
  }
}
