# Who may talk to whom. A group starts with no rule at all; asking the network's own name server needs none.

locals {
  https_port = 443
}

data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

resource "aws_security_group" "this" {
  for_each = var.groups

  name        = "${var.name}-${each.key}"
  description = "${each.key} of ${var.name}"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_vpc_security_group_egress_rule" "flow" {
  for_each = var.flows

  security_group_id            = aws_security_group.this[each.value.from].id
  referenced_security_group_id = aws_security_group.this[each.value.to].id
  description                  = "To ${each.value.to}"
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_ingress_rule" "flow" {
  for_each = var.flows

  security_group_id            = aws_security_group.this[each.value.to].id
  referenced_security_group_id = aws_security_group.this[each.value.from].id
  description                  = "From ${each.value.from}"
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

# The list counts as 55 rules of the 60 that a group may have, so it fits once, for one port.
resource "aws_vpc_security_group_ingress_rule" "public" {
  security_group_id = aws_security_group.this[var.public_group.name].id
  prefix_list_id    = data.aws_ec2_managed_prefix_list.cloudfront.id
  description       = "From CloudFront"
  ip_protocol       = "tcp"
  from_port         = var.public_group.port
  to_port           = var.public_group.port
}

# AWS publishes no short list of its addresses, so the way out is open for HTTPS and for nothing else.
resource "aws_vpc_security_group_egress_rule" "outgoing" {
  for_each = var.outgoing_groups

  security_group_id = aws_security_group.this[each.key].id
  cidr_ipv4         = "0.0.0.0/0"
  description       = "To AWS by HTTPS"
  ip_protocol       = "tcp"
  from_port         = local.https_port
  to_port           = local.https_port
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  security_group_id = aws_security_group.this[var.endpoint_group].id
  cidr_ipv4         = var.cidr
  description       = "From the network by HTTPS"
  ip_protocol       = "tcp"
  from_port         = local.https_port
  to_port           = local.https_port
}
