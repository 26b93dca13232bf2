output "tintype" {
  description = "Everything that the operations need to know; the parts are described in modules/tintype/outputs.tf."
  value       = module.tintype
}
