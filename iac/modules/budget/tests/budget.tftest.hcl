# Who is told of what a month costs, and when. Nothing is created.

mock_provider "aws" {}

variables {
  name   = "tintype-test"
  limit  = 250
  emails = ["admin@tintype.example"]
}

run "tells_in_steps" {
  command = plan

  assert {
    condition     = aws_budgets_budget.this.limit_amount == "250" && aws_budgets_budget.this.limit_unit == "USD" && aws_budgets_budget.this.time_unit == "MONTHLY" && aws_budgets_budget.this.budget_type == "COST"
    error_message = "The limit is in US dollars a month."
  }

  assert {
    condition     = toset([for notification in aws_budgets_budget.this.notification : "${notification.notification_type} ${notification.threshold}"]) == toset(["ACTUAL 50", "ACTUAL 80", "ACTUAL 100", "FORECASTED 100"])
    error_message = "Mails come at 50, 80 and 100 percent spent, and when 100 are forecast."
  }

  assert {
    condition     = alltrue([for notification in aws_budgets_budget.this.notification : notification.subscriber_email_addresses == toset(["admin@tintype.example"]) && notification.threshold_type == "PERCENTAGE" && notification.comparison_operator == "GREATER_THAN"])
    error_message = "Everybody on the list is told."
  }
}

run "stays_quiet_without_addresses" {
  command = plan

  variables {
    emails = []
  }

  assert {
    condition     = length(aws_budgets_budget.this.notification) == 0
    error_message = "AWS takes no alert without somebody to tell."
  }
}

run "refuses_a_limit_of_nothing" {
  command = plan

  variables {
    limit = 0
  }

  expect_failures = [var.limit]
}

run "refuses_more_addresses_than_aws_takes" {
  command = plan

  variables {
    emails = [for n in range(11) : "admin${n}@tintype.example"]
  }

  expect_failures = [var.emails]
}
