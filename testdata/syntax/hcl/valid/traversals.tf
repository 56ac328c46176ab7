output "all" {
  value = [
    aws_instance.web[0].network_interface[*].private_ip,
    aws_instance.web.*.id,
    aws_instance.web.*.id[0],
    aws_instance.web[*].tags["Name"],
    aws_instance.web.0.id,
    aws_instance.web["a.b"].id,
    module.network.subnets[count.index % length(module.network.subnets)],
    data.aws_region.current.name,
    (var.list)[0],
    f(x).y[*],
  ]
}
