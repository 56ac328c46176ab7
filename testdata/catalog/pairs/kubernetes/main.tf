resource "kubernetes_deployment_v1" "web" {
  metadata {
    name      = "web"
    namespace = "prod"
    labels    = { app = "web" }
  }

  spec {
    replicas = 2

    selector {
      match_labels = { app = "web" }
    }

    template {
      metadata {
        labels = { app = "web" }
      }

      spec {
        host_network         = true
        service_account_name = "web"
        automount_service_account_token = false

        security_context {
          run_as_non_root = true
          seccomp_profile {
            type = "RuntimeDefault"
          }
        }

        init_container {
          name  = "init"
          image = "busybox"
        }

        container {
          name  = "web"
          image = "nginx:1.27"

          port {
            container_port = 80
          }

          env {
            name  = "PASSWORD"
            value = "hunter2"
          }

          env {
            name = "TOKEN"
            value_from {
              secret_key_ref {
                name = "token"
                key  = "value"
              }
            }
          }

          resources {
            limits = { cpu = "500m", memory = "64Mi" }
          }

          security_context {
            privileged                 = true
            allow_privilege_escalation = false
            capabilities {
              add  = ["NET_ADMIN"]
              drop = ["ALL"]
            }
          }

          liveness_probe {
            http_get {
              path = "/"
              port = 80
            }
          }

          volume_mount {
            name       = "host"
            mount_path = "/host"
          }
        }

        volume {
          name = "host"
          host_path {
            path = "/"
          }
        }
      }
    }
  }
}

resource "kubernetes_cron_job_v1" "clean" {
  metadata {
    name      = "clean"
    namespace = "prod"
  }
  spec {
    schedule = "0 3 * * *"
    job_template {
      metadata {}
      spec {
        template {
          metadata {}
          spec {
            automount_service_account_token = true
            container {
              name  = "clean"
              image = "busybox"
            }
          }
        }
      }
    }
  }
}

resource "kubernetes_service" "front" {
  metadata {
    name      = "front"
    namespace = "prod"
  }
  spec {
    type     = "LoadBalancer"
    selector = { app = "web" }
    port {
      port        = 80
      target_port = "8080"
    }
  }
}

resource "kubernetes_cluster_role" "all" {
  metadata {
    name = "all"
  }
  rule {
    api_groups = ["*"]
    resources  = ["*"]
    verbs      = ["*"]
  }
}

resource "kubernetes_cluster_role_binding" "everyone" {
  metadata {
    name = "everyone"
  }
  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "ClusterRole"
    name      = "all"
  }
  subject {
    kind = "Group"
    name = "system:authenticated"
  }
}

resource "kubernetes_network_policy" "deny" {
  metadata {
    name      = "deny"
    namespace = "prod"
  }
  spec {
    pod_selector {}
    policy_types = ["Ingress"]
    ingress {
      from {
        ip_block {
          cidr = "10.0.0.0/8"
        }
      }
      ports {
        port     = "80"
        protocol = "TCP"
      }
    }
  }
}

resource "kubernetes_ingress_v1" "site" {
  metadata {
    name      = "site"
    namespace = "prod"
  }
  spec {
    tls {
      hosts       = ["example.com"]
      secret_name = "tls"
    }
    rule {
      host = "example.com"
      http {
        path {
          path = "/"
          backend {
            service {
              name = "front"
              port {
                number = 80
              }
            }
          }
        }
      }
    }
  }
}

resource "kubernetes_secret" "token" {
  metadata {
    name      = "token"
    namespace = "prod"
  }
  data = { value = "hunter2" }
}

resource "kubernetes_daemonset" "agent" {
  metadata {
    name      = "agent"
    namespace = "prod"
  }
  spec {
    selector {
      match_labels = { app = "agent" }
    }
    strategy {
      type = "RollingUpdate"
    }
    template {
      metadata {
        labels = { app = "agent" }
      }
      spec {
        automount_service_account_token = true
        host_pid                        = true
        container {
          name  = "agent"
          image = "agent"
        }
      }
    }
  }
}
