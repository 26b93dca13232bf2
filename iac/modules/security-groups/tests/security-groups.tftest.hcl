# Who may talk to whom: each rule that there is, and that there is no other.

mock_provider "aws" {
  mock_data "aws_ec2_managed_prefix_list" {
    defaults = { id = "pl-cloudfront" }
  }
}

override_resource {
  target          = aws_security_group.this["load-balancer"]
  override_during = plan
  values          = { id = "sg-load-balancer" }
}

override_resource {
  target          = aws_security_group.this["posts"]
  override_during = plan
  values          = { id = "sg-posts" }
}

override_resource {
  target          = aws_security_group.this["database"]
  override_during = plan
  values          = { id = "sg-database" }
}

override_resource {
  target          = aws_security_group.this["endpoints"]
  override_during = plan
  values          = { id = "sg-endpoints" }
}

variables {
  name   = "tintype-test"
  vpc_id = "vpc-test"
  cidr   = "10.20.0.0/16"
  groups = ["load-balancer", "posts", "database", "endpoints"]
  flows = {
    "load-balancer-posts" = { from = "load-balancer", to = "posts", port = 3000 }
    "posts-database"      = { from = "posts", to = "database", port = 5432 }
  }
  public_group    = { name = "load-balancer", port = 443 }
  outgoing_groups = ["posts"]
  endpoint_group  = "endpoints"
}

run "a_flow_is_a_rule_at_each_end" {
  command = plan

  assert {
    condition = toset([for rule in aws_vpc_security_group_egress_rule.flow : "${rule.security_group_id} ${rule.referenced_security_group_id} ${rule.ip_protocol} ${rule.from_port}-${rule.to_port}"]) == toset([
      "sg-load-balancer sg-posts tcp 3000-3000",
      "sg-posts sg-database tcp 5432-5432",
    ])
    error_message = "At its beginning a flow may go out to its end, by its port."
  }

  assert {
    condition = toset([for rule in aws_vpc_security_group_ingress_rule.flow : "${rule.security_group_id} ${rule.referenced_security_group_id} ${rule.ip_protocol} ${rule.from_port}-${rule.to_port}"]) == toset([
      "sg-posts sg-load-balancer tcp 3000-3000",
      "sg-database sg-posts tcp 5432-5432",
    ])
    error_message = "At its end a flow may come in from its beginning, by its port."
  }
}

run "only_cloudfront_comes_in" {
  command = plan

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.public.security_group_id == "sg-load-balancer"
      && aws_vpc_security_group_ingress_rule.public.prefix_list_id == "pl-cloudfront"
      && aws_vpc_security_group_ingress_rule.public.cidr_ipv4 == null
      && aws_vpc_security_group_ingress_rule.public.from_port == 443 && aws_vpc_security_group_ingress_rule.public.to_port == 443
      && data.aws_ec2_managed_prefix_list.cloudfront.name == "com.amazonaws.global.cloudfront.origin-facing"
    )
    error_message = "From outside, the load balancer is reached by CloudFront only, and nothing else is."
  }
}

run "what_goes_out_and_what_endpoints_take" {
  command = plan

  assert {
    condition = (
      [for rule in aws_vpc_security_group_egress_rule.outgoing : "${rule.security_group_id} ${rule.cidr_ipv4} ${rule.ip_protocol} ${rule.from_port}-${rule.to_port}"] == ["sg-posts 0.0.0.0/0 tcp 443-443"]
    )
    error_message = "Whoever calls AWS goes out by HTTPS; nobody else goes out."
  }

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.endpoints.security_group_id == "sg-endpoints" && aws_vpc_security_group_ingress_rule.endpoints.cidr_ipv4 == "10.20.0.0/16"
      && aws_vpc_security_group_ingress_rule.endpoints.from_port == 443 && aws_vpc_security_group_ingress_rule.endpoints.to_port == 443
    )
    error_message = "Endpoints take HTTPS from the network only."
  }
}

run "everything_says_what_it_is" {
  command = plan

  assert {
    condition = alltrue([
      for rule in concat(
        values(aws_vpc_security_group_egress_rule.flow), values(aws_vpc_security_group_egress_rule.outgoing),
        values(aws_vpc_security_group_ingress_rule.flow), [aws_vpc_security_group_ingress_rule.public, aws_vpc_security_group_ingress_rule.endpoints],
      ) : can(regex("^[a-zA-Z0-9. _:/()#,@\\[\\]+=&;{}!$*-]+$", rule.description))
    ])
    error_message = "Each rule has a description, of characters that AWS takes."
  }

  assert {
    condition     = { for name, group in aws_security_group.this : name => group.name } == { load-balancer = "tintype-test-load-balancer", posts = "tintype-test-posts", database = "tintype-test-database", endpoints = "tintype-test-endpoints" }
    error_message = "Each group is named after what it is for."
  }
}

run "refuses_flows_to_nowhere" {
  command = plan

  variables {
    flows = { "posts-chat" = { from = "posts", to = "chat", port = 3000 } }
  }

  expect_failures = [var.flows]
}

run "refuses_ports_that_are_none" {
  command = plan

  variables {
    flows = { "posts-database" = { from = "posts", to = "database", port = 70000 } }
  }

  expect_failures = [var.flows]
}

run "refuses_groups_that_are_none" {
  command = plan

  variables {
    public_group    = { name = "door", port = 443 }
    outgoing_groups = ["chat"]
    endpoint_group  = "chat"
  }

  expect_failures = [var.public_group, var.outgoing_groups, var.endpoint_group]
}
