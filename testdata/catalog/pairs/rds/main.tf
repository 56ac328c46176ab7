resource "aws_db_instance" "main" {
  identifier                      = "main"
  engine                          = "postgres"
  engine_version                  = "16.3"
  instance_class                  = "db.t4g.small"
  allocated_storage               = 20
  username                        = "root"
  password                        = "changeme123"
  storage_encrypted               = true
  publicly_accessible             = true
  backup_retention_period         = 7
  backup_window                   = "03:00-04:00"
  multi_az                        = true
  iam_database_authentication_enabled = true
  performance_insights_enabled    = true
  enabled_cloudwatch_logs_exports = ["postgresql"]
  vpc_security_group_ids          = ["sg-1"]
  db_subnet_group_name            = aws_db_subnet_group.private.name
  parameter_group_name            = aws_db_parameter_group.tls.name
  skip_final_snapshot             = true
}

resource "aws_db_instance" "silent" {
  engine         = "mysql"
  instance_class = "db.t4g.small"
}

resource "aws_db_subnet_group" "private" {
  description = "private"
  subnet_ids  = ["subnet-1", "subnet-2"]
}

resource "aws_db_parameter_group" "tls" {
  family      = "postgres16"
  description = "tls"
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}

resource "aws_rds_cluster" "aurora" {
  cluster_identifier      = "aurora"
  engine                  = "aurora-postgresql"
  database_name           = "app"
  master_username         = "root"
  master_password         = "changeme123"
  storage_encrypted       = true
  kms_key_id              = "arn:aws:kms:eu-west-1:123456789012:key/1"
  backup_retention_period = 14
  deletion_protection     = true
}

resource "aws_rds_cluster_instance" "first" {
  cluster_identifier = aws_rds_cluster.aurora.id
  engine             = "aurora-postgresql"
  instance_class     = "db.r6g.large"
}
