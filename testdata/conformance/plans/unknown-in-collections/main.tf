resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "sg" {
  name   = "sg"
  vpc_id = aws_vpc.v.id
  tags   = { vpc = aws_vpc.v.id, name = "sg" }
}

resource "aws_instance" "i" {
  ami                    = "ami-1"
  instance_type          = "t3.micro"
  vpc_security_group_ids = ["sg-0", aws_security_group.sg.id]
  user_data              = format("%s in %s", aws_security_group.sg.name, "zone")
}
