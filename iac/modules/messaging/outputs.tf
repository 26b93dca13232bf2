output "topic_prefix" {
  description = "What the names of topics begin with, before a hyphen and the id of the channel."
  value       = "${var.name}-mail"
  # Who makes topics does so under the limit.
  depends_on = [aws_sns_sms_preferences.this]
}
