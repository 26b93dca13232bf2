// A cloud that is small enough to be made in seconds: what the operations speak with, and nothing else. The real one is
// applied by iac/tests; here it is the operations that are tried.

/** The files of an environment. */
export const environmentFiles = (environment: string, keepData: boolean): Readonly<Record<string, string>> => ({
  'main.tf': `
module "tintype" {
  source    = "../../modules/tintype"
  name      = "tintype-${environment}"
  image     = "\${var.image_registry["posts"]}:\${var.image_tag}"
  keep_data = ${String(keepData)}
}

# Written as the operations look for it.
locals {
  keep_data = ${String(keepData)}
}

output "tintype" {
  value = merge(module.tintype, { image_tag = var.image_tag, region = var.region })
}
`,
  'variables.tf': `
variable "region" {
  type    = string
  default = "eu-central-1"
}
variable "image_registry" { type = map(string) }
variable "image_tag" { type = string }
variable "database_certificates" { type = string }
`,
  'versions.tf': `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
  backend "s3" {
    key          = "environments/${environment}/terraform.tfstate"
    use_lockfile = true
  }
}
provider "aws" { region = var.region }
`,
});

/** The modules, by folder below iac/modules. */
export const moduleFiles: Readonly<Record<string, string>> = {
  'tintype/main.tf': `
variable "name" { type = string }
variable "image" { type = string }
variable "keep_data" { type = bool }

module "cluster" {
  source = "../small-cluster"
  name   = var.name
}

module "task" {
  source   = "../small-task"
  for_each = toset(["broker-users", "posts-migrate"])
  name     = "\${var.name}-\${each.key}"
  image    = var.image
}

module "service" {
  source  = "../small-service"
  name    = var.name
  cluster = module.cluster.name
  image   = var.image
}

resource "aws_s3_bucket" "pages" {
  bucket = "\${var.name}-pages"
}

resource "aws_s3_bucket_versioning" "pages" {
  bucket = aws_s3_bucket.pages.id
  versioning_configuration { status = "Enabled" }
}

# Not enabled: it is only there to be told what to forget.
resource "aws_cloudfront_distribution" "this" {
  enabled             = false
  wait_for_deployment = false
  origin {
    origin_id   = "pages"
    domain_name = aws_s3_bucket.pages.bucket_regional_domain_name
  }
  default_cache_behavior {
    target_origin_id       = "pages"
    viewer_protocol_policy = "https-only"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction { restriction_type = "none" }
  }
  viewer_certificate { cloudfront_default_certificate = true }
}

resource "aws_cloudfront_key_value_store" "keys" {
  name    = var.name
  comment = "Keys"
}

resource "aws_secretsmanager_secret" "key" {
  name                    = "\${var.name}/media-signing-key"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "key" {
  secret_id     = aws_secretsmanager_secret.key.id
  secret_string = "the-first-signing-key-of-thirty-two"
  lifecycle { ignore_changes = [secret_string] }
}

resource "aws_dynamodb_table" "media" {
  name         = "\${var.name}-media"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "pk"
  attribute {
    name = "pk"
    type = "S"
  }
}

output "public_url" { value = "http://127.0.0.1:9" }
output "pages" { value = { bucket = aws_s3_bucket.pages.id, distribution_id = aws_cloudfront_distribution.this.id } }
output "signing_keys" {
  value = { key_value_store_arn = aws_cloudfront_key_value_store.keys.arn, secret_arn = aws_secretsmanager_secret.key.arn }
}
output "cluster" { value = module.cluster.name }
output "services" {
  value = { posts = { service_name = module.service.name, log_group = module.service.log_group, minimum = 2, maximum = 4 } }
}
output "tasks" {
  value = { for key, task in module.task : key => {
    definition_arn = task.arn, log_group = module.service.log_group, container = key, subnet_ids = ["subnet-1"], security_group_ids = ["sg-1"]
  } }
}
output "databases" { value = {} }
output "stores" { value = { tables = [aws_dynamodb_table.media.name], photo_bucket = aws_s3_bucket.pages.id, topic_prefix = "\${var.name}-mail" } }
output "dashboard" { value = var.name }
output "broker" { value = var.name }
output "keep_data" { value = var.keep_data }
`,
  'small-cluster/main.tf': `
variable "name" { type = string }
resource "aws_ecs_cluster" "this" { name = var.name }
output "name" { value = aws_ecs_cluster.this.name }
`,
  'small-task/main.tf': `
variable "name" { type = string }
variable "image" { type = string }
resource "aws_ecs_task_definition" "this" {
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions    = jsonencode([{ name = "task", image = var.image, essential = true }])
}
output "arn" { value = aws_ecs_task_definition.this.arn }
`,
  'small-service/main.tf': `
variable "name" { type = string }
variable "cluster" { type = string }
variable "image" { type = string }
resource "aws_cloudwatch_log_group" "this" { name = "/\${var.name}/posts" }
resource "aws_ecs_task_definition" "this" {
  family                   = "\${var.name}-posts"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions    = jsonencode([{ name = "posts", image = var.image, essential = true }])
}
# Every account has some, an emulated one as well.
data "aws_subnets" "these" {}
resource "aws_ecs_service" "this" {
  name            = "\${var.name}-posts"
  cluster         = var.cluster
  task_definition = aws_ecs_task_definition.this.arn
  desired_count   = 2
  launch_type     = "FARGATE"
  network_configuration { subnets = data.aws_subnets.these.ids }
}
resource "aws_appautoscaling_target" "this" {
  service_namespace  = "ecs"
  resource_id        = "service/\${var.cluster}/\${aws_ecs_service.this.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 4
}
output "name" { value = aws_ecs_service.this.name }
output "log_group" { value = aws_cloudwatch_log_group.this.name }
`,
};
