# What AWS is told, against policies.json: whatever the numbers are, the wiring and the shape of the steps have to hold.

mock_provider "aws" {
  # The ARN of a policy is known after it is made only; a plan needs one to show which alarm acts on which policy.
  mock_resource "aws_appautoscaling_policy" {
    override_during = plan
    defaults        = { arn = "arn:aws:autoscaling:eu-central-1:123456789012:scalingPolicy:mocked" }
  }
}

override_resource {
  target          = aws_appautoscaling_policy.out["cpu"]
  override_during = plan
  values          = { arn = "arn:aws:autoscaling:eu-central-1:123456789012:scalingPolicy:out-cpu" }
}

override_resource {
  target          = aws_appautoscaling_policy.out["memory"]
  override_during = plan
  values          = { arn = "arn:aws:autoscaling:eu-central-1:123456789012:scalingPolicy:out-memory" }
}

override_resource {
  target          = aws_appautoscaling_policy.out["requests"]
  override_during = plan
  values          = { arn = "arn:aws:autoscaling:eu-central-1:123456789012:scalingPolicy:out-requests" }
}

override_resource {
  target          = aws_appautoscaling_policy.out["queue"]
  override_during = plan
  values          = { arn = "arn:aws:autoscaling:eu-central-1:123456789012:scalingPolicy:out-queue" }
}

override_resource {
  target          = aws_appautoscaling_policy.in
  override_during = plan
  values          = { arn = "arn:aws:autoscaling:eu-central-1:123456789012:scalingPolicy:in" }
}

variables {
  name          = "tintype-test"
  service       = "posts"
  cluster_name  = "tintype-test"
  service_name  = "posts"
  minimum_tasks = 2
  maximum_tasks = 12
  load_balancer = "app/tintype-test/0123456789abcdef"
  target_group  = "targetgroup/tintype-test-posts/fedcba9876543210"
  broker_name   = "tintype-test"
}

run "scales_on_all_four_metrics" {
  command = plan

  assert {
    condition = (
      aws_appautoscaling_target.tasks.min_capacity == 2 && aws_appautoscaling_target.tasks.max_capacity == 12
      && aws_appautoscaling_target.tasks.resource_id == "service/tintype-test/posts"
      && aws_appautoscaling_target.tasks.scalable_dimension == "ecs:service:DesiredCount"
    )
    error_message = "The target is the service's number of tasks, within the given bounds."
  }

  assert {
    condition     = toset(keys(aws_appautoscaling_policy.out)) == toset(["cpu", "memory", "requests", "queue"])
    error_message = "Posts scales out on CPU, memory, requests and its queues."
  }

  assert {
    condition     = alltrue([for policy in concat(values(aws_appautoscaling_policy.out), [aws_appautoscaling_policy.in]) : policy.policy_type == "StepScaling" && policy.step_scaling_policy_configuration[0].adjustment_type == "PercentChangeInCapacity" && policy.step_scaling_policy_configuration[0].min_adjustment_magnitude >= 1])
    error_message = "Every policy is one of steps, in percent, and of one task at least."
  }

  assert {
    condition     = alltrue([for policy in concat(values(aws_appautoscaling_policy.out), [aws_appautoscaling_policy.in]) : length(policy.step_scaling_policy_configuration[0].step_adjustment) >= 2])
    error_message = "Every policy has several steps."
  }
}

run "steps_have_no_gap_and_no_overlap" {
  command = plan

  assert {
    # As texts of one length: where steps begin, and where they end with the threshold before them.
    condition = alltrue([for policy in aws_appautoscaling_policy.out : (
      join(" ", sort([for step in policy.step_scaling_policy_configuration[0].step_adjustment : format("%012.4f", step.metric_interval_lower_bound)]))
      == join(" ", sort(concat([format("%012.4f", 0)], [for step in policy.step_scaling_policy_configuration[0].step_adjustment : format("%012.4f", step.metric_interval_upper_bound) if try(step.metric_interval_upper_bound != null && step.metric_interval_upper_bound != "", false)])))
    )])
    error_message = "Steps out begin at the threshold, each where the one before ends, and one is open above."
  }

  assert {
    condition     = alltrue([for policy in aws_appautoscaling_policy.out : alltrue([for step in policy.step_scaling_policy_configuration[0].step_adjustment : step.scaling_adjustment > 0])])
    error_message = "Steps out add tasks."
  }

  assert {
    # Below the threshold distances are negative; without their sign they sort the same way.
    condition = (
      join(" ", sort([for step in aws_appautoscaling_policy.in.step_scaling_policy_configuration[0].step_adjustment : format("%012.4f", 0 - step.metric_interval_upper_bound)]))
      == join(" ", sort(concat([format("%012.4f", 0)], [for step in aws_appautoscaling_policy.in.step_scaling_policy_configuration[0].step_adjustment : format("%012.4f", 0 - step.metric_interval_lower_bound) if try(step.metric_interval_lower_bound != null && step.metric_interval_lower_bound != "", false)])))
    )
    error_message = "Steps in begin at the threshold, each where the one before ends, and one is open below."
  }

  assert {
    condition     = alltrue([for step in aws_appautoscaling_policy.in.step_scaling_policy_configuration[0].step_adjustment : step.scaling_adjustment < 0 && step.scaling_adjustment >= -30])
    error_message = "Steps in take tasks away, and never more than three in ten."
  }
}

run "bounds_are_plain_numbers" {
  command = plan

  assert {
    condition     = toset([for step in aws_appautoscaling_policy.out["cpu"].step_scaling_policy_configuration[0].step_adjustment : step.metric_interval_lower_bound]) == toset(["0", "9", "24"])
    error_message = "60 % times 0.15 is 9, and nothing a little below it: AWS would answer 9, and every plan would want to change it."
  }
}

run "cool_downs_outlast_the_start_of_a_task" {
  command = plan

  assert {
    condition     = alltrue([for policy in aws_appautoscaling_policy.out : policy.step_scaling_policy_configuration[0].cooldown >= 240])
    error_message = "90 s to start, a minute measured, a minute on its way: before 240 s no metric shows what a step did."
  }

  assert {
    condition     = alltrue([for policy in aws_appautoscaling_policy.out : aws_appautoscaling_policy.in.step_scaling_policy_configuration[0].cooldown >= policy.step_scaling_policy_configuration[0].cooldown])
    error_message = "Tasks go more slowly than they come."
  }
}

run "each_alarm_acts_on_its_policy" {
  command = plan

  assert {
    condition     = alltrue([for metric, alarm in aws_cloudwatch_metric_alarm.out : toset(alarm.alarm_actions) == toset(["arn:aws:autoscaling:eu-central-1:123456789012:scalingPolicy:out-${metric}"])])
    error_message = "The alarm of a metric adds tasks by the policy of that metric."
  }

  assert {
    condition     = toset(aws_cloudwatch_metric_alarm.out_queue[0].alarm_actions) == toset(["arn:aws:autoscaling:eu-central-1:123456789012:scalingPolicy:out-queue"])
    error_message = "The alarm of the queues adds tasks by their policy."
  }

  assert {
    condition     = toset(aws_cloudwatch_metric_alarm.in.alarm_actions) == toset(["arn:aws:autoscaling:eu-central-1:123456789012:scalingPolicy:in"])
    error_message = "Only the alarm over all metrics takes tasks away."
  }

  assert {
    condition     = alltrue([for alarm in concat(values(aws_cloudwatch_metric_alarm.out), aws_cloudwatch_metric_alarm.out_queue) : alarm.comparison_operator == "GreaterThanOrEqualToThreshold" && alarm.treat_missing_data == "notBreaching"])
    error_message = "Tasks are added above the threshold, and never for want of data."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.in.comparison_operator == "LessThanOrEqualToThreshold" && aws_cloudwatch_metric_alarm.in.treat_missing_data == "notBreaching"
    error_message = "Tasks go below the threshold, and never for want of data."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.out["requests"].dimensions == tomap({ LoadBalancer = "app/tintype-test/0123456789abcdef", TargetGroup = "targetgroup/tintype-test-posts/fedcba9876543210" }) && aws_cloudwatch_metric_alarm.out["requests"].statistic == "Sum"
    error_message = "Requests are those of this service's target group, and Sum is the only statistic that they have."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.out["cpu"].dimensions == tomap({ ClusterName = "tintype-test", ServiceName = "posts" }) && aws_cloudwatch_metric_alarm.out["memory"].metric_name == "MemoryUtilization"
    error_message = "CPU and memory are those of this service."
  }
}

run "tasks_go_only_when_every_metric_is_low" {
  command = plan

  assert {
    condition     = toset([for query in aws_cloudwatch_metric_alarm.in.metric_query : query.id if length(query.metric) > 0]) == toset(["cpu", "memory", "requests", "accounts_messages", "accounts_consumers", "feed_messages", "feed_consumers"])
    error_message = "The alarm that takes tasks away looks at every metric of the service."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.in.metric_query : query.expression if query.return_data]) == "MAX([accounts_share, cpu_share, feed_share, memory_share, requests_share]) + 0 * (accounts_share + cpu_share + feed_share + memory_share + requests_share)"
    error_message = "It compares the busiest of them, and has no value where one is missing."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.in.metric_query : query.expression if query.id == "memory_share"]) == "100 * (memory - 25) / 25"
    error_message = "Memory counts from what an idle task holds, up to its low mark."
  }

  assert {
    condition     = startswith(one([for query in aws_cloudwatch_metric_alarm.in.metric_query : query.expression if query.id == "requests_share"]), "100 * (FILL(requests, 0) - 0) / ")
    error_message = "A service that nobody asks has no number of requests, and may still become smaller."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.in.metric_query : query.expression if query.id == "feed_share"]) == "100 * IF(feed_consumers > 0, feed_messages / feed_consumers, feed_messages) / 5"
    error_message = "A queue counts by the messages of each consumer."
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.in.metric_query) <= 20 && length([for query in aws_cloudwatch_metric_alarm.in.metric_query : query if length(query.metric) > 0]) <= 10
    error_message = "CloudWatch takes ten metrics in an alarm, and twenty lines."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.in.evaluation_periods * 60 >= 2 * aws_appautoscaling_policy.in.step_scaling_policy_configuration[0].cooldown
    error_message = "Tasks go after a long quiet time only."
  }

  assert {
    condition = alltrue([for query in concat(tolist(aws_cloudwatch_metric_alarm.in.metric_query), tolist(aws_cloudwatch_metric_alarm.out_queue[0].metric_query)) :
      query.metric[0].dimensions == tomap({ Broker = "tintype-test", VirtualHost = "/", Queue = startswith(query.id, "feed") ? "posts.feed" : "posts.accounts" }) if length(query.metric) > 0 && (endswith(query.id, "_messages") || endswith(query.id, "_consumers"))
    ])
    error_message = "Queues are found by broker, virtual host and name."
  }
}

run "a_service_without_consumers_has_no_queue" {
  command = plan

  variables {
    service      = "auth"
    service_name = "auth"
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.out_queue) == 0 && toset(keys(aws_appautoscaling_policy.out)) == toset(["cpu", "memory", "requests"])
    error_message = "Auth consumes no events."
  }
}

run "the_deepest_queue_counts" {
  command = plan

  variables {
    service      = "notifications"
    service_name = "notifications"
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.out_queue[0].metric_query : query.expression if query.return_data]) == "MAX([accounts_backlog, fan_out_backlog])"
    error_message = "The deepest queue of notifications counts."
  }
}

run "one_task_is_refused" {
  command = plan

  variables {
    minimum_tasks = 1
  }

  expect_failures = [var.minimum_tasks]
}

run "no_room_is_refused" {
  command = plan

  variables {
    maximum_tasks = 2
  }

  expect_failures = [var.maximum_tasks]
}

run "an_unknown_service_is_refused" {
  command = plan

  variables {
    service = "chat"
  }

  expect_failures = [var.service]
}
