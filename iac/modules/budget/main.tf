# Says by mail that a month becomes expensive. It stops nothing: whoever reads the mail decides.

locals {
  # Half of it tells early in the month that something grows; what is forecast tells before it is spent.
  alerts = [
    { type = "ACTUAL", percent = 50 },
    { type = "ACTUAL", percent = 80 },
    { type = "ACTUAL", percent = 100 },
    { type = "FORECASTED", percent = 100 },
  ]
}

# Over the whole account: costs by tag are counted only after somebody has switched that on in the billing console, and a budget that
# waits for it would show 0 and keep quiet.
resource "aws_budgets_budget" "this" {
  name         = "${var.name}-monthly"
  budget_type  = "COST"
  limit_amount = tostring(var.limit)
  limit_unit   = "USD"
  time_unit    = "MONTHLY"

  dynamic "notification" {
    # AWS takes no alert without somebody to tell.
    for_each = length(var.emails) == 0 ? [] : local.alerts

    content {
      notification_type          = notification.value.type
      comparison_operator        = "GREATER_THAN"
      threshold                  = notification.value.percent
      threshold_type             = "PERCENTAGE"
      subscriber_email_addresses = var.emails
    }
  }
}
