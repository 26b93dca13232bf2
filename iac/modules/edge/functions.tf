# What runs at the edge itself. The code and its tests are in functions/.

resource "aws_cloudfront_function" "pages" {
  name    = "${var.name}-pages"
  comment = "Deep links get the single page; what the API lacks stays missing."
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/functions/pages.js")
}

resource "aws_cloudfront_function" "signed_media" {
  name                         = "${var.name}-signed-media"
  comment                      = "Lets signed addresses of photos pass."
  runtime                      = "cloudfront-js-2.0"
  publish                      = true
  code                         = file("${path.module}/functions/signed-media.js")
  key_value_store_associations = [aws_cloudfront_key_value_store.signing_keys.arn]
}

# The operations put the key here after an apply, so that it is in no code and in no state.
resource "aws_cloudfront_key_value_store" "signing_keys" {
  name    = "${var.name}-signing-keys"
  comment = "Keys that addresses of photos are signed with: current and previous."
}
