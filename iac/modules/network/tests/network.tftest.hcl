# The shape of the network: what has a way out, and where it leads.

mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
  }

  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_resource "aws_route_table" {
    override_during = plan
    defaults        = { id = "rtb-mocked" }
  }
}

override_resource {
  target          = aws_route_table.isolated
  override_during = plan
  values          = { id = "rtb-isolated" }
}

override_resource {
  target          = aws_route_table.public
  override_during = plan
  values          = { id = "rtb-public" }
}

override_resource {
  target          = aws_internet_gateway.this
  override_during = plan
  values          = { id = "igw-mocked" }
}

override_resource {
  target          = aws_nat_gateway.this
  override_during = plan
  values          = { id = "nat-mocked" }
}

override_resource {
  target          = aws_vpc.this
  override_during = plan
  values          = { id = "vpc-mocked" }
}

variables {
  name                        = "tintype-test"
  cidr                        = "10.20.0.0/16"
  zones                       = 3
  nat_gateway_per_zone        = true
  interface_endpoints         = ["logs", "ecr.dkr"]
  endpoint_security_group_ids = ["sg-endpoints"]
  flow_log_retention_days     = 14
  flow_log_encryption_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/k"

  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/tintype-test-boundary"
}

run "each_zone_has_a_subnet_of_each_kind" {
  command = plan

  assert {
    condition = (
      { for zone, subnet in aws_subnet.public : zone => subnet.cidr_block } == { eu-central-1a = "10.20.0.0/20", eu-central-1b = "10.20.16.0/20", eu-central-1c = "10.20.32.0/20" }
      && { for zone, subnet in aws_subnet.private : zone => subnet.cidr_block } == { eu-central-1a = "10.20.64.0/20", eu-central-1b = "10.20.80.0/20", eu-central-1c = "10.20.96.0/20" }
      && { for zone, subnet in aws_subnet.isolated : zone => subnet.cidr_block } == { eu-central-1a = "10.20.128.0/20", eu-central-1b = "10.20.144.0/20", eu-central-1c = "10.20.160.0/20" }
    )
    error_message = "A zone is missing a subnet, or ranges have moved: that would replace every subnet of a network that runs."
  }

  assert {
    condition     = alltrue([for zone, subnet in merge(aws_subnet.public, aws_subnet.private, aws_subnet.isolated) : subnet.availability_zone == zone])
    error_message = "A subnet is not in the zone that it is named after."
  }

  assert {
    condition     = alltrue([for subnet in aws_subnet.public : !subnet.map_public_ip_on_launch])
    error_message = "Nothing gets a public address by being started in a public subnet."
  }

  assert {
    condition     = aws_vpc.this.enable_dns_support && aws_vpc.this.enable_dns_hostnames
    error_message = "Endpoints with private names need both."
  }

  assert {
    condition     = one(data.aws_availability_zones.available.filter).values == toset(["opt-in-not-required"])
    error_message = "Local zones have neither NAT gateways nor Fargate."
  }
}

run "ways_out" {
  command = plan

  assert {
    condition     = aws_route.public.gateway_id == "igw-mocked" && aws_route.public.destination_cidr_block == "0.0.0.0/0" && aws_route.public.route_table_id == "rtb-public"
    error_message = "Public subnets reach the internet by the internet gateway."
  }

  assert {
    condition     = length(aws_route.private) == 3 && alltrue([for route in aws_route.private : route.nat_gateway_id == "nat-mocked" && route.gateway_id == null])
    error_message = "Private subnets reach the internet by NAT only."
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 3 && length(aws_eip.nat) == 3
    error_message = "Each zone has a NAT gateway of its own."
  }

  assert {
    condition = (
      alltrue([for route in concat(values(aws_route.private), [aws_route.public]) : route.route_table_id != "rtb-isolated"])
      && length(aws_route_table_association.isolated) == 3
      && alltrue([for association in aws_route_table_association.isolated : association.route_table_id == "rtb-isolated"])
      && !contains(aws_vpc_endpoint.s3.route_table_ids, "rtb-isolated")
    )
    error_message = "Isolated subnets have no way out."
  }
}

run "one_nat_gateway_for_all" {
  command = plan

  variables {
    nat_gateway_per_zone = false
  }

  assert {
    condition     = keys(aws_nat_gateway.this) == ["eu-central-1a"] && length(aws_route.private) == 3
    error_message = "One gateway in the first zone, and a route to it from every zone."
  }
}

run "endpoints" {
  command = plan

  assert {
    condition = (
      aws_vpc_endpoint.s3.vpc_endpoint_type == "Gateway" && aws_vpc_endpoint.s3.service_name == "com.amazonaws.eu-central-1.s3"
      && aws_vpc_endpoint.dynamodb.vpc_endpoint_type == "Gateway" && aws_vpc_endpoint.dynamodb.service_name == "com.amazonaws.eu-central-1.dynamodb"
    )
    error_message = "Photos and items take the gateway endpoints."
  }

  assert {
    condition = (
      data.aws_iam_policy_document.s3_endpoint.statement[0].resources == toset(["arn:aws:s3:::tintype-test-*"])
      && one(data.aws_iam_policy_document.s3_endpoint.statement[0].condition).variable == "aws:ResourceAccount"
      && one(data.aws_iam_policy_document.s3_endpoint.statement[0].condition).values == tolist(["123456789012"])
      && data.aws_iam_policy_document.dynamodb_endpoint.statement[0].resources == toset(["arn:aws:dynamodb:eu-central-1:123456789012:table/tintype-test-*"])
    )
    error_message = "The endpoints lead to our own buckets and tables only."
  }

  assert {
    condition = alltrue([
      for action in concat(flatten(data.aws_iam_policy_document.s3_endpoint.statement[*].actions[*]), flatten(data.aws_iam_policy_document.dynamodb_endpoint.statement[*].actions[*])) : !strcontains(action, "*")
    ])
    error_message = "Actions are named."
  }

  assert {
    condition = (
      { for name, endpoint in aws_vpc_endpoint.interface : name => endpoint.service_name } == { logs = "com.amazonaws.eu-central-1.logs", "ecr.dkr" = "com.amazonaws.eu-central-1.ecr.dkr" }
      && alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled && endpoint.vpc_endpoint_type == "Interface" && endpoint.security_group_ids == toset(["sg-endpoints"])])
    )
    error_message = "Interface endpoints answer to the usual names, behind their group."
  }
}

run "no_interface_endpoints" {
  command = plan

  variables {
    interface_endpoints = []
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) == 0
    error_message = "Without a list there are none to pay for."
  }
}

run "locked_and_watched" {
  command = plan

  assert {
    condition     = length(aws_default_security_group.locked.ingress) == 0 && length(aws_default_security_group.locked.egress) == 0 && aws_default_security_group.locked.vpc_id == "vpc-mocked"
    error_message = "The default group allows nothing."
  }

  assert {
    condition     = aws_flow_log.this.vpc_id == "vpc-mocked" && aws_flow_log.this.traffic_type == "ALL" && aws_flow_log.this.log_destination_type == "cloud-watch-logs"
    error_message = "All traffic of the network is logged."
  }

  assert {
    condition     = aws_cloudwatch_log_group.flow.retention_in_days == 14 && aws_cloudwatch_log_group.flow.kms_key_id == var.flow_log_encryption_key_arn
    error_message = "Flow logs are encrypted with our key and expire."
  }

  assert {
    condition     = one(data.aws_iam_policy_document.flow_trust.statement[0].principals).identifiers == toset(["vpc-flow-logs.amazonaws.com"]) && one(data.aws_iam_policy_document.flow_trust.statement[0].condition).values == tolist(["123456789012"])
    error_message = "Only flow logs of this account take the role."
  }

  assert {
    condition     = aws_iam_role.flow.permissions_boundary == var.permissions_boundary_arn
    error_message = "It may do no more than its boundary says."
  }
}

run "refuses_small_ranges" {
  command = plan

  variables {
    cidr = "10.20.0.0/24"
  }

  expect_failures = [var.cidr]
}

run "refuses_one_zone" {
  command = plan

  variables {
    zones = 1
  }

  expect_failures = [var.zones]
}

run "refuses_more_zones_than_there_are" {
  command = plan

  variables {
    zones = 3
  }

  override_data {
    target = data.aws_availability_zones.available
    values = { names = ["us-west-1a", "us-west-1c"] }
  }

  expect_failures = [aws_vpc.this]
}
