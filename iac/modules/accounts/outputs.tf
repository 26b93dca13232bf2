output "user_pool_id" {
  description = "Id of the user pool."
  value       = aws_cognito_user_pool.this.id
}

output "user_pool_arn" {
  description = "ARN of the user pool."
  value       = aws_cognito_user_pool.this.arn
}

output "client_id" {
  description = "Id of the client that auth signs people in with."
  value       = aws_cognito_user_pool_client.this.id
}

output "issuer" {
  description = "Who issues the tokens; their keys are below it at /.well-known/jwks.json."
  value       = "https://cognito-idp.${data.aws_region.current.name}.${data.aws_partition.current.dns_suffix}/${aws_cognito_user_pool.this.id}"
}
