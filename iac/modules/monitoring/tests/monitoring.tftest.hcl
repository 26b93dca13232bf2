# What is watched, from which value on, and who is told. Nothing is created.

mock_provider "aws" {
  override_during = plan

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:tintype-test-alarms" }
  }
  mock_resource "aws_cloudwatch_metric_alarm" {
    defaults = { arn = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:one" }
  }
  mock_resource "aws_cloudwatch_composite_alarm" {
    defaults = { arn = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:down" }
  }
}

mock_provider "aws" {
  alias           = "global"
  override_during = plan

  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:us-east-1:123456789012:tintype-test-edge-alarms" }
  }
  mock_resource "aws_cloudwatch_metric_alarm" {
    defaults = { arn = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:edge" }
  }
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000001" }
  }
}

variables {
  name               = "tintype-test"
  alarm_emails       = ["admin@tintype.example"]
  encryption_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  cluster_name       = "tintype-test"
  load_balancer      = "app/tintype-test/1"
  services = {
    media = { service_name = "media", target_group = "targetgroup/media/1", log_group = "/tintype-test/media", minimum = 2, maximum = 4 }
    posts = { service_name = "posts", target_group = "targetgroup/posts/1", log_group = "/tintype-test/posts", minimum = 3, maximum = 6 }
  }
  databases         = { posts = { identifier = "tintype-test-posts", storage = 20, connections = 80 } }
  tables            = ["tintype-test-auth"]
  broker_name       = "tintype-test"
  distribution_id   = "E1"
  sms_monthly_limit = 20
}

run "everything_is_watched" {
  command = plan

  assert {
    condition = toset(keys(aws_cloudwatch_metric_alarm.this)) == toset(concat(
      flatten([for service in ["media", "posts"] : [for alarm in ["errors", "slow", "unhealthy", "tasks", "down"] : "${service}-${alarm}"]]),
      flatten([for queue in ["posts-accounts", "posts-feed", "media-claims", "notifications-accounts", "notifications-fan-out"] : ["${queue}-dead-letters", "${queue}-waiting"]]),
      ["auth-throttled", "auth-table-errors", "posts-database-storage", "posts-database-cpu", "posts-database-connections", "posts-database-memory"],
      ["gateway", "broker-memory", "broker-disk", "sms-spend"],
    ))
    error_message = "Each service, queue, table and database has its alarms."
  }

  assert {
    condition     = toset(concat(distinct(values(local.measured)[*].alarm), ["edge-errors", "tintype-is-down"])) == toset(keys(local.alarms))
    error_message = "Every alarm of alarms.json is made, and no other."
  }

  assert {
    condition     = alltrue([for alarm in local.alarms : length(alarm.why) > 20 && length(alarm.what) > 10])
    error_message = "Every alarm says what it means and why it stands where it does."
  }
}

run "somebody_is_told" {
  command = plan

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_actions == toset([aws_sns_topic.alarms.arn]) && alarm.ok_actions == toset([aws_sns_topic.alarms.arn])])
    error_message = "Alarms tell the topic of their region, and when they are over."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.edge_errors.alarm_actions == toset([aws_sns_topic.edge_alarms.arn]) && strcontains(aws_sns_topic.edge_alarms.arn, "us-east-1")
    error_message = "CloudFront's metrics are in us-east-1, and an alarm tells a topic of its own region only."
  }

  assert {
    condition     = [for subscription in concat(values(aws_sns_topic_subscription.alarms), values(aws_sns_topic_subscription.edge_alarms)) : "${subscription.protocol} ${subscription.endpoint}"] == ["email admin@tintype.example", "email admin@tintype.example"]
    error_message = "Everybody on the list gets mails of both."
  }

  assert {
    condition     = aws_sns_topic.alarms.kms_master_key_id == var.encryption_key_arn && aws_sns_topic.edge_alarms.kms_master_key_id == aws_kms_key.edge_alarms.arn && aws_kms_key.edge_alarms.enable_key_rotation
    error_message = "Alarms are encrypted."
  }

  assert {
    condition     = aws_sns_topic.alarms.signature_version == 2 && aws_sns_topic.edge_alarms.signature_version == 2
    error_message = "Messages are signed with SHA-256."
  }

  assert {
    condition     = alltrue([for document in data.aws_iam_policy_document.topic : one([for statement in document.statement : one(statement.condition).variable if statement.effect == "Deny"]) == "aws:SecureTransport" && one([for statement in document.statement : one(statement.condition).variable if statement.effect != "Deny"]) == "aws:SourceAccount"])
    error_message = "Topics take alarms of this account, over TLS."
  }
}

run "thresholds" {
  command = plan

  assert {
    condition     = alltrue([for key, alarm in aws_cloudwatch_metric_alarm.this : alarm.threshold == local.alarms[local.measured[key].alarm].threshold if key != "media-slow"])
    error_message = "Thresholds are those of alarms.json."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["media-slow"].threshold == 15 && aws_cloudwatch_metric_alarm.this["posts-slow"].threshold == 2
    error_message = "Uploads may take longer."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.this["posts-errors"].metric_query : query.expression if query.return_data]) == "IF(requests >= 20, 100 * FILL(errors, 0) / requests, 0)"
    error_message = "The share of errors, of minutes in which enough is asked."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.this["posts-tasks"].metric_query : query.expression if query.return_data]) == "100 * running / 3" && aws_cloudwatch_metric_alarm.this["posts-tasks"].comparison_operator == "LessThanThreshold"
    error_message = "Fewer tasks than the least."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.this["posts-database-storage"].metric_query : query.expression if query.return_data]) == "100 * free / 21474836480" && one([for query in aws_cloudwatch_metric_alarm.this["posts-database-connections"].metric_query : query.expression if query.return_data]) == "100 * connections / 80"
    error_message = "Storage and connections are shares of what there is."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.this["sms-spend"].metric_query : query.expression if query.return_data]) == "100 * spent / 20"
    error_message = "What SMS cost is a share of the limit."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : length([for query in alarm.metric_query : query.id if query.return_data]) == 1 && length(alarm.metric_query) <= 11])
    error_message = "Each alarm is about one figure, of ten metrics at most."
  }
}

run "dead_letters" {
  command = plan

  assert {
    condition     = one(one(aws_cloudwatch_metric_alarm.this["notifications-fan-out-dead-letters"].metric_query).metric).dimensions == tomap({ Broker = "tintype-test", VirtualHost = "/", Queue = "notifications.fan-out.dead" })
    error_message = "The queue of dead letters is the consumer's, with .dead behind."
  }

  assert {
    condition     = alltrue([for key, alarm in aws_cloudwatch_metric_alarm.this : alarm.threshold == 0 && alarm.comparison_operator == "GreaterThanThreshold" && alarm.evaluation_periods == 1 && alarm.treat_missing_data == "notBreaching" if endswith(key, "-dead-letters")])
    error_message = "One dead letter is enough."
  }
}

run "silence" {
  command = plan

  assert {
    condition     = alltrue([for key, alarm in aws_cloudwatch_metric_alarm.this : alarm.treat_missing_data == "breaching" if contains(["down", "tasks", "broker-memory", "broker-disk", "database-cpu", "database-storage"], local.measured[key].alarm)])
    error_message = "What says nothing of itself where it always speaks is not well."
  }

  assert {
    condition     = alltrue([for key, alarm in aws_cloudwatch_metric_alarm.this : alarm.treat_missing_data == "notBreaching" if contains(["errors", "slow", "gateway", "throttled", "sms-spend"], local.measured[key].alarm)])
    error_message = "Where nothing happens AWS writes nothing, and that is well."
  }
}

run "down" {
  command = plan

  assert {
    condition     = aws_cloudwatch_composite_alarm.down.alarm_rule == "ALARM(\"tintype-test-gateway\") OR ALARM(\"tintype-test-media-down\") OR ALARM(\"tintype-test-posts-down\")"
    error_message = "Down is when a service answers nothing, or the load balancer fails."
  }
}

run "dashboard" {
  command = plan

  assert {
    condition = toset([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget.properties.title]) == toset([
      "What is wrong now", "Requests a minute", "Errors a minute (5xx)", "Seconds to an answer (p50, p99)",
      "media: tasks, CPU and memory in %", "posts: tasks, CPU and memory in %", "Events that wait", "Dead letters (each wants a look)",
      "Broker: memory used and allowed", "Databases: CPU in %, connections", "Databases: free storage", "Tables: requests refused as too many",
      "CloudFront: requests a minute", "CloudFront: errors in %", "SMS: US dollars this month", "Latest errors",
    ])
    error_message = "The page shows everything that an admin asks first."
  }

  assert {
    condition     = alltrue([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget.x + widget.width <= 24])
    error_message = "The console's grid is 24 wide."
  }

  assert {
    condition     = alltrue([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget.properties.region == (startswith(widget.properties.title, "CloudFront") ? "us-east-1" : "eu-central-1") if widget.type == "metric"])
    error_message = "CloudFront's metrics are in us-east-1, all others here."
  }

  assert {
    condition     = length(one([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget.properties.metrics if widget.properties.title == "Tables: requests refused as too many"])) == 2
    error_message = "Reads and writes of each table."
  }
}

run "refuses_what_is_no_address" {
  command = plan

  variables {
    alarm_emails = ["admin"]
  }

  expect_failures = [var.alarm_emails]
}
