output "name" {
  description = "Name of the broker, as metrics are filed under."
  value       = aws_mq_broker.this.broker_name
}

output "amqps_url" {
  description = "Where services connect, without credentials."
  value       = aws_mq_broker.this.instances[0].endpoints[0]
}

output "management_url" {
  description = "Where users are managed, without credentials."
  value       = aws_mq_broker.this.instances[0].console_url
}
