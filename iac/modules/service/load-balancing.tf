# How requests find the tasks.

resource "aws_lb_target_group" "this" {
  name        = "${var.name}-${var.service}"
  vpc_id      = var.vpc_id
  target_type = "ip"
  port        = var.container.port
  protocol    = "HTTP"

  deregistration_delay = var.drain_seconds
  # Photos take a hundred times as long as pages: counting what is under way is fairer than taking turns. AWS offers no slow
  # start with it, which a new task does not need: it takes what the others are too busy for.
  load_balancing_algorithm_type = "least_outstanding_requests"

  health_check {
    path    = var.container.readyPath
    matcher = "200"
    # A task that cannot serve is out after 20 s, and back after 20 s.
    interval            = 10
    timeout             = 5
    unhealthy_threshold = 2
    healthy_threshold   = 2
  }
}

resource "aws_lb_listener_rule" "this" {
  for_each = var.routes

  listener_arn = var.listener_arn
  priority     = each.value

  # Three values of the five that a rule may compare.
  condition {
    http_header {
      http_header_name = "x-origin-token"
      values           = [var.origin_token]
    }
  }

  condition {
    path_pattern {
      values = [each.key, "${each.key}/*"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
}
