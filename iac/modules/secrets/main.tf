# Secrets that AWS makes up. Terraform hands them from one of its services to another and keeps them nowhere, except for
# those in `readable`: reading one back puts it into the state.

resource "aws_secretsmanager_secret" "this" {
  for_each = var.generated

  name                    = "${var.name}/${each.key}"
  description             = "Generated; used by the services of ${var.name}"
  kms_key_id              = var.encryption_key_arn
  recovery_window_in_days = var.recovery_days
}

ephemeral "aws_secretsmanager_random_password" "this" {
  for_each = var.generated

  password_length = each.value
  # Letters and digits fit into headers, addresses and RabbitMQ's rules without being escaped.
  exclude_punctuation        = true
  include_space              = false
  require_each_included_type = true
}

resource "aws_secretsmanager_secret_version" "this" {
  for_each = var.generated

  secret_id        = aws_secretsmanager_secret.this[each.key].id
  secret_string_wo = ephemeral.aws_secretsmanager_random_password.this[each.key].random_password
  # A value is made up at every run and thrown away, unless this number is another one than last time.
  secret_string_wo_version = lookup(var.versions, each.key, 1)
}

data "aws_secretsmanager_secret_version" "readable" {
  for_each = var.readable

  secret_id = aws_secretsmanager_secret.this[each.key].id
  # Otherwise a new version would be read before it is there.
  depends_on = [aws_secretsmanager_secret_version.this]
}
