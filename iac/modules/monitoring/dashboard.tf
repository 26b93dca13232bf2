# One page on which an admin sees how Tintype is: whether something is wrong, what people get, what it takes, what waits, what it costs.

data "aws_region" "current" {}

locals {
  region   = data.aws_region.current.name
  services = sort(keys(var.services))

  # The console's grid is 24 wide. A row of four is 6 each, of three 8.
  height = 6

  # By title: what it shows, as the console takes it. The order is that of the page.
  rows = [
    [
      { title = "Requests a minute", stat = "Sum", metrics = [for service in local.services : ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", var.load_balancer, "TargetGroup", var.services[service].target_group, { label = service }]] },
      { title = "Errors a minute (5xx)", stat = "Sum", metrics = concat(
        [for service in local.services : ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", var.load_balancer, "TargetGroup", var.services[service].target_group, { label = service }]],
        [["AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", "LoadBalancer", var.load_balancer, { label = "load balancer" }]],
      ) },
      { title = "Seconds to an answer (p50, p99)", stat = "p99", metrics = concat(
        [for service in local.services : ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", var.load_balancer, "TargetGroup", var.services[service].target_group, { label = "${service} p99" }]],
        [for service in local.services : ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", var.load_balancer, "TargetGroup", var.services[service].target_group, { label = "${service} p50", stat = "p50" }]],
      ) },
    ],
    # Tasks beside the CPU that they are scaled by: what step scaling does, and whether it can do more.
    [for service in local.services : {
      title       = "${service}: tasks, CPU and memory in %"
      stat        = "Average"
      annotations = [{ label = "most tasks", value = var.services[service].maximum, yAxis = "right" }, { label = "least tasks", value = var.services[service].minimum, yAxis = "right" }]
      metrics = [
        ["AWS/ECS", "CPUUtilization", "ClusterName", var.cluster_name, "ServiceName", var.services[service].service_name, { label = "CPU" }],
        ["AWS/ECS", "MemoryUtilization", "ClusterName", var.cluster_name, "ServiceName", var.services[service].service_name, { label = "memory" }],
        ["ECS/ContainerInsights", "RunningTaskCount", "ClusterName", var.cluster_name, "ServiceName", var.services[service].service_name, { label = "tasks", yAxis = "right" }],
      ]
    }],
    [
      { title = "Events that wait", stat = "Maximum", metrics = [for consumer in local.consumers : ["AWS/AmazonMQ", "MessageReadyCount", "Broker", var.broker_name, "VirtualHost", "/", "Queue", consumer, { label = consumer }]] },
      { title = "Dead letters (each wants a look)", stat = "Maximum", metrics = [for consumer in local.consumers : ["AWS/AmazonMQ", "MessageCount", "Broker", var.broker_name, "VirtualHost", "/", "Queue", "${consumer}.dead", { label = consumer }]] },
      { title = "Broker: memory used and allowed", stat = "Maximum", metrics = [
        ["AWS/AmazonMQ", "RabbitMQMemUsed", "Broker", var.broker_name, { label = "used" }],
        ["AWS/AmazonMQ", "RabbitMQMemLimit", "Broker", var.broker_name, { label = "allowed" }],
      ] },
    ],
    [
      { title = "Databases: CPU in %, connections", stat = "Average", metrics = concat(
        [for database, settings in var.databases : ["AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", settings.identifier, { label = "${database} CPU" }]],
        [for database, settings in var.databases : ["AWS/RDS", "DatabaseConnections", "DBInstanceIdentifier", settings.identifier, { label = "${database} connections", yAxis = "right" }]],
      ) },
      { title = "Databases: free storage", stat = "Minimum", metrics = [for database, settings in var.databases : ["AWS/RDS", "FreeStorageSpace", "DBInstanceIdentifier", settings.identifier, { label = database }]] },
      { title = "Tables: requests refused as too many", stat = "Sum", metrics = flatten([for table in var.tables : [
        { metric = ["AWS/DynamoDB", "ReadThrottleEvents", "TableName", table, { label = "${trimprefix(table, "${var.name}-")} reads" }] },
        { metric = ["AWS/DynamoDB", "WriteThrottleEvents", "TableName", table, { label = "${trimprefix(table, "${var.name}-")} writes" }] },
      ]])[*].metric },
    ],
    [
      { title = "CloudFront: requests a minute", stat = "Sum", region = "us-east-1", metrics = [["AWS/CloudFront", "Requests", "DistributionId", var.distribution_id, "Region", "Global", { label = "requests" }]] },
      { title = "CloudFront: errors in %", stat = "Average", region = "us-east-1", metrics = [
        ["AWS/CloudFront", "5xxErrorRate", "DistributionId", var.distribution_id, "Region", "Global", { label = "5xx" }],
        ["AWS/CloudFront", "4xxErrorRate", "DistributionId", var.distribution_id, "Region", "Global", { label = "4xx" }],
      ] },
      { title = "SMS: US dollars this month", stat = "Maximum", annotations = [{ label = "limit: none are sent above", value = var.sms_monthly_limit }], metrics = [["AWS/SNS", "SMSMonthToDateSpentUSD", { label = "spent" }]] },
    ],
  ]

  charts = flatten([for row, charts in local.rows : [for column, chart in charts : {
    type   = "metric"
    x      = column * floor(24 / length(charts))
    y      = 3 + row * local.height # below the alarms
    width  = floor(24 / length(charts))
    height = local.height
    properties = {
      title       = chart.title
      region      = try(chart.region, local.region)
      stat        = chart.stat
      period      = 60
      view        = "timeSeries"
      yAxis       = { left = { min = 0 }, right = { min = 0 } }
      metrics     = chart.metrics
      annotations = { horizontal = try(chart.annotations, []) }
    }
  }]])

  alarms_widget = {
    type   = "alarm"
    x      = 0
    y      = 0
    width  = 24
    height = 3
    properties = {
      title  = "What is wrong now"
      alarms = concat([aws_cloudwatch_composite_alarm.down.arn, aws_cloudwatch_metric_alarm.edge_errors.arn], [for alarm in aws_cloudwatch_metric_alarm.this : alarm.arn])
      sortBy = "stateUpdatedTimestamp"
      states = ["ALARM", "INSUFFICIENT_DATA"]
    }
  }

  # pino writes levels as numbers: 50 is an error, 60 the end of a process.
  errors_widget = {
    type   = "log"
    x      = 0
    y      = 3 + length(local.rows) * local.height
    width  = 24
    height = local.height
    properties = {
      title  = "Latest errors"
      region = local.region
      view   = "table"
      query  = "${join(" | ", [for service in local.services : "SOURCE '${var.services[service].log_group}'"])} | fields @timestamp, service, msg, requestId, err.message | filter level >= 50 | sort @timestamp desc | limit 50"
    }
  }
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({ widgets = concat([local.alarms_widget], local.charts, [local.errors_widget]) })
}
