# One service: its container, how it is deployed, and how requests and calls reach it.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    override_during = plan
    defaults        = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/tintype-test/services/posts" }
  }

  mock_resource "aws_lb_target_group" {
    override_during = plan
    defaults        = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/tintype-test-posts/1", arn_suffix = "targetgroup/tintype-test-posts/1" }
  }

  mock_resource "aws_iam_role" {
    override_during = plan
    defaults        = { id = "role", arn = "arn:aws:iam::123456789012:role/mocked" }
  }
}

variables {
  name             = "tintype-test"
  service          = "posts"
  image            = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/tintype/posts:1"
  cpu              = 512
  memory           = 1024
  cpu_architecture = "ARM64"
  minimum_tasks    = 3
  container        = { port = 3000, grpcPort = 50051, livePath = "/healthz", readyPath = "/readyz", stopSeconds = 120, writablePaths = ["/tmp"] }
  drain_seconds    = 60
  environment      = { NODE_ENV = "production", LOG_LEVEL = "info" }
  secrets = {
    GRPC_TOKEN        = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:tintype-test/grpc-token-AbCdEf"
    DATABASE_PASSWORD = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-1-GhIjKl:password::"
  }
  called_by_others   = true
  encryption_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/k"
  policy             = []
  cluster = {
    arn           = "arn:aws:ecs:eu-central-1:123456789012:cluster/tintype-test"
    namespace_arn = "arn:aws:servicediscovery:eu-central-1:123456789012:namespace/ns-1"
    capacity      = [{ provider = "FARGATE", weight = 30, takes_least = true }, { provider = "FARGATE_SPOT", weight = 70, takes_least = false }]
  }
  vpc_id             = "vpc-test"
  subnet_ids         = ["subnet-a", "subnet-b", "subnet-c"]
  security_group_ids = ["sg-posts"]
  listener_arn       = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/tintype-test/0123456789abcdef/fedcba9876543210"
  origin_token       = "0123456789abcdefghijklmnopqrstuvwxyz"
  routes             = { "/api/posts" = 6, "/api/feed" = 10 }
  log_retention_days = 14
  keep_revisions     = true

  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/tintype-test-boundary"
}

run "the_container_is_locked_up" {
  command = plan

  assert {
    condition     = length(jsondecode(aws_ecs_task_definition.this.container_definitions)) == 1 && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].user == "node" && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].readonlyRootFilesystem
    error_message = "It does not run as root, on a file system that it cannot write to."
  }

  assert {
    condition     = try(jsondecode(aws_ecs_task_definition.this.container_definitions)[0].privileged, false) == false && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].linuxParameters.capabilities == { add = [], drop = ["ALL"] }
    error_message = "It has no privileges of the kernel."
  }

  assert {
    condition     = [for mount in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].mountPoints : "${mount.containerPath} ${mount.sourceVolume} ${mount.readOnly}"] == ["/tmp writable-tmp false"] && [for volume in aws_ecs_task_definition.this.volume : volume.name] == ["writable-tmp"]
    error_message = "It writes to the paths that are named, on a volume of the task."
  }

  assert {
    condition = (
      { for secret in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets : secret.name => secret.valueFrom } == { for name, arn in var.secrets : name => arn }
      && { for variable in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment : variable.name => variable.value } == { for name, value in var.environment : name => value }
    )
    error_message = "Secrets come by reference, variables by value, and none the other way."
  }

  assert {
    condition     = aws_ecs_task_definition.this.execution_role_arn != null && aws_ecs_task_definition.this.task_role_arn != null && aws_ecs_task_definition.this.network_mode == "awsvpc" && aws_ecs_task_definition.this.requires_compatibilities == toset(["FARGATE"])
    error_message = "It runs on Fargate with roles of its own."
  }

  assert {
    condition     = aws_ecs_task_definition.this.cpu == "512" && aws_ecs_task_definition.this.memory == "1024" && aws_ecs_task_definition.this.runtime_platform[0].cpu_architecture == "ARM64" && aws_ecs_task_definition.this.skip_destroy
    error_message = "Size, architecture and whether earlier revisions stay are as asked for."
  }
}

run "the_container_lives_and_ends_well" {
  command = plan

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].healthCheck.command == ["CMD", "node", "healthcheck.ts", "/healthz"]
    error_message = "A container is killed when its process is dead, not when a store is away."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].stopTimeout == 120 && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].stopTimeout > tonumber(aws_lb_target_group.this.deregistration_delay)
    error_message = "It may live longer than its last requests."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].linuxParameters.initProcessEnabled == false && try(jsondecode(aws_ecs_task_definition.this.container_definitions)[0].entryPoint, null) == null
    error_message = "Node is process 1 and gets SIGTERM itself."
  }

  assert {
    condition     = [for port in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].portMappings : "${port.name} ${port.containerPort} ${port.appProtocol}"] == ["http 3000 http", "grpc 50051 grpc"]
    error_message = "One port for requests, one for calls."
  }

  assert {
    condition = (
      jsondecode(aws_ecs_task_definition.this.container_definitions)[0].logConfiguration.logDriver == "awslogs"
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].logConfiguration.options["mode"] == "non-blocking"
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].logConfiguration.options["awslogs-group"] == "/tintype-test/services/posts"
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].logConfiguration.options["awslogs-region"] == "eu-central-1"
    )
    error_message = "It logs without waiting, to its own group."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 14 && aws_cloudwatch_log_group.this.kms_key_id == var.encryption_key_arn
    error_message = "Logs are encrypted and expire."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].versionConsistency == "enabled"
    error_message = "All tasks of a deployment run the same image."
  }
}

run "deployments_leave_no_gap" {
  command = plan

  assert {
    condition     = aws_ecs_service.this.desired_count == 3 && aws_ecs_service.this.deployment_minimum_healthy_percent == 100 && aws_ecs_service.this.deployment_maximum_percent == 200
    error_message = "New tasks come before old ones go."
  }

  assert {
    condition = (
      aws_ecs_service.this.deployment_circuit_breaker[0].enable && aws_ecs_service.this.deployment_circuit_breaker[0].rollback
      && aws_ecs_service.this.alarms[0].enable && aws_ecs_service.this.alarms[0].rollback && aws_ecs_service.this.alarms[0].alarm_names == toset(["tintype-test-posts-deployment-failing"])
    )
    error_message = "What does not come up, or answers with errors, is taken back."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.failing.alarm_name == "tintype-test-posts-deployment-failing" && aws_cloudwatch_metric_alarm.failing.threshold == 5 && aws_cloudwatch_metric_alarm.failing.comparison_operator == "GreaterThanThreshold"
      && toset(flatten([for query in aws_cloudwatch_metric_alarm.failing.metric_query : [for metric in query.metric : "${metric.metric_name} ${metric.dimensions.LoadBalancer} ${metric.dimensions.TargetGroup}"]])) == toset([
        "HTTPCode_Target_5XX_Count app/tintype-test/0123456789abcdef targetgroup/tintype-test-posts/1",
        "RequestCount app/tintype-test/0123456789abcdef targetgroup/tintype-test-posts/1",
      ])
    )
    error_message = "The alarm measures this service's answers."
  }

  assert {
    condition     = aws_ecs_service.this.availability_zone_rebalancing == "ENABLED" && toset(aws_ecs_service.this.network_configuration[0].subnets) == toset(["subnet-a", "subnet-b", "subnet-c"])
    error_message = "Tasks are spread over the zones."
  }

  assert {
    condition     = !aws_ecs_service.this.network_configuration[0].assign_public_ip && aws_ecs_service.this.network_configuration[0].security_groups == toset(["sg-posts"]) && !aws_ecs_service.this.enable_execute_command
    error_message = "Tasks are private, behind their group, and take no commands."
  }

  assert {
    condition     = toset([for item in aws_ecs_service.this.capacity_provider_strategy : "${item.capacity_provider} ${item.weight} ${item.base}"]) == toset(["FARGATE 30 3", "FARGATE_SPOT 70 0"])
    error_message = "The least tasks run where AWS cannot take them back."
  }

  assert {
    condition     = !aws_ecs_service.this.wait_for_steady_state && aws_ecs_service.this.health_check_grace_period_seconds == 300 && aws_ecs_service.this.propagate_tags == "SERVICE"
    error_message = "Tasks wait for the migrations that come after the apply."
  }
}

run "requests_find_it" {
  command = plan

  assert {
    condition = (
      { for path, rule in aws_lb_listener_rule.this : path => rule.priority } == { "/api/posts" = 6, "/api/feed" = 10 }
      && alltrue([for rule in aws_lb_listener_rule.this : rule.action[0].type == "forward" && rule.action[0].target_group_arn == aws_lb_target_group.this.arn && rule.listener_arn == var.listener_arn])
    )
    error_message = "One rule for each path, at the priority that it was given."
  }

  assert {
    condition     = alltrue([for path, rule in aws_lb_listener_rule.this : toset(flatten([for condition in rule.condition : [for pattern in condition.path_pattern : pattern.values]])) == toset([path, "${path}/*"])])
    error_message = "The path and what is below it, and not what only begins the same."
  }

  assert {
    condition = alltrue([for rule in aws_lb_listener_rule.this : [
      for header in flatten([for condition in rule.condition : condition.http_header]) : "${header.http_header_name}=${nonsensitive(join(",", header.values))}"
    ] == ["x-origin-token=0123456789abcdefghijklmnopqrstuvwxyz"]])
    error_message = "Only what came by way of our CloudFront."
  }

  assert {
    condition     = aws_lb_target_group.this.name == "tintype-test-posts" && aws_lb_target_group.this.target_type == "ip" && aws_lb_target_group.this.port == 3000 && aws_lb_target_group.this.health_check[0].path == "/readyz" && aws_lb_target_group.this.health_check[0].matcher == "200"
    error_message = "The load balancer asks whether a task can serve."
  }

  assert {
    condition     = aws_lb_target_group.this.deregistration_delay == "60" && aws_lb_target_group.this.load_balancing_algorithm_type == "least_outstanding_requests" && coalesce(aws_lb_target_group.this.slow_start, 0) == 0
    error_message = "Requests get time to finish and go where least is under way; AWS refuses slow start with that."
  }

  assert {
    condition     = one(aws_ecs_service.this.load_balancer).container_name == "posts" && one(aws_ecs_service.this.load_balancer).container_port == 3000 && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].name == "posts"
    error_message = "The load balancer reaches the container's port for requests."
  }
}

run "others_call_it" {
  command = plan

  assert {
    condition = (
      aws_ecs_service.this.service_connect_configuration[0].enabled && aws_ecs_service.this.service_connect_configuration[0].namespace == var.cluster.namespace_arn
      && aws_ecs_service.this.service_connect_configuration[0].service[0].port_name == "grpc"
      && aws_ecs_service.this.service_connect_configuration[0].service[0].discovery_name == "posts"
      && aws_ecs_service.this.service_connect_configuration[0].service[0].client_alias[0].dns_name == "posts"
      && aws_ecs_service.this.service_connect_configuration[0].service[0].client_alias[0].port == 50051
    )
    error_message = "Others reach it as posts:50051."
  }

  assert {
    condition     = aws_ecs_service.this.service_connect_configuration[0].service[0].timeout[0].per_request_timeout_seconds == 10 && aws_ecs_service.this.service_connect_configuration[0].log_configuration[0].options["awslogs-stream-prefix"] == "service-connect"
    error_message = "Calls end, and what the proxy says is kept."
  }
}

run "nobody_calls_it" {
  command = plan

  variables {
    called_by_others = false
  }

  assert {
    condition     = aws_ecs_service.this.service_connect_configuration[0].enabled && length(aws_ecs_service.this.service_connect_configuration[0].service) == 0
    error_message = "It calls others, and has no address itself."
  }
}

run "refuses_a_single_task" {
  command = plan

  variables {
    minimum_tasks = 1
  }

  expect_failures = [var.minimum_tasks]
}

run "refuses_to_drain_longer_than_it_lives" {
  command = plan

  variables {
    drain_seconds = 120
  }

  expect_failures = [var.drain_seconds]
}

run "refuses_to_stop_slower_than_fargate_waits" {
  command = plan

  variables {
    container = { port = 3000, grpcPort = 50051, livePath = "/healthz", readyPath = "/readyz", stopSeconds = 300, writablePaths = ["/tmp"] }
  }

  expect_failures = [var.container]
}

run "refuses_sizes_that_fargate_has_not" {
  command = plan

  variables {
    cpu    = 1024
    memory = 1024
  }

  expect_failures = [var.memory]
}

run "refuses_tokens_that_are_patterns" {
  command = plan

  variables {
    origin_token = "0123456789abcdefghijklmnopqrstuvwxy*"
  }

  expect_failures = [var.origin_token]
}

run "refuses_long_names" {
  command = plan

  variables {
    name = "tintype-with-a-very-long-name"
  }

  expect_failures = [var.service]
}
