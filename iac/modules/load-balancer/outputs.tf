output "dns_name" {
  description = "The load balancer's own name, which CloudFront uses where there is no domain."
  value       = aws_lb.this.dns_name
}

output "arn_suffix" {
  description = "What measurements of the load balancer are kept under."
  value       = aws_lb.this.arn_suffix
}

output "listener_arn" {
  description = "The listener that services add their rules to."
  value       = aws_lb_listener.this.arn
}

output "log_bucket" {
  description = "Bucket that holds a line for every request."
  value       = module.logs.name
}
