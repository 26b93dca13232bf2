# One network: what faces the internet (public), what may call out (private), and what has no way out (isolated).

data "aws_availability_zones" "available" {
  state = "available"

  # Local and wavelength zones have neither NAT gateways nor Fargate.
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

locals {
  names = data.aws_availability_zones.available.names
  zones = { for index, zone in slice(local.names, 0, min(var.zones, length(local.names))) : zone => index }

  # Sixteen subnets of equal size; each kind has four numbers, so that a zone can be added without renumbering.
  subnet_bits    = 4
  first_public   = 0
  first_private  = 4
  first_isolated = 8

  nat_zones = { for zone, index in local.zones : zone => index if var.nat_gateway_per_zone || index == 0 }
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  # Names of endpoints and of databases resolve to private addresses only with both.
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name }

  lifecycle {
    precondition {
      condition     = length(local.names) >= var.zones
      error_message = "This region has fewer availability zones than the network should span."
    }
  }
}

# Whatever is started without a group gets this one: it allows nothing.
resource "aws_default_security_group" "locked" {
  vpc_id  = aws_vpc.this.id
  ingress = []
  egress  = []

  tags = { Name = "${var.name}-locked" }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = var.name }
}

resource "aws_subnet" "public" {
  for_each = local.zones

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.cidr, local.subnet_bits, local.first_public + each.value)
  # The load balancer and the NAT gateways get their addresses explicitly; nothing else belongs here.
  map_public_ip_on_launch = false

  tags = { Name = "${var.name}-public-${each.key}" }
}

resource "aws_subnet" "private" {
  for_each = local.zones

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.cidr, local.subnet_bits, local.first_private + each.value)

  tags = { Name = "${var.name}-private-${each.key}" }
}

resource "aws_subnet" "isolated" {
  for_each = local.zones

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.cidr, local.subnet_bits, local.first_isolated + each.value)

  tags = { Name = "${var.name}-isolated-${each.key}" }
}
