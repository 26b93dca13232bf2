# The zone that an administrator has before Tintype comes: prod is applied with a name of its own.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

resource "aws_route53_zone" "this" {
  name = "tintype.example"
}

output "domain" {
  description = "What the environment is told of it."
  value       = { name = aws_route53_zone.this.name, zone_id = aws_route53_zone.this.zone_id }
}
