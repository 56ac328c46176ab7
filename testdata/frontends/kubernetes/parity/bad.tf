resource "TYPE" "web" {
  metadata {
    name      = "web"
    namespace = "shop"
  }
  spec {
    replicas = 1
    selector {
      match_labels = { app = "web" }
    }
    template {
      metadata {
        labels = { app = "web" }
      }
      spec {
        service_account_name            = "web"
        automount_service_account_token = true
        host_network                    = true
        host_pid                        = true
        host_ipc                        = true
        security_context {
          run_as_user = 0
          seccomp_profile {
            type = "Unconfined"
          }
        }
        init_container {
          name  = "prepare"
          image = "prepare"
          security_context {
            privileged = true
          }
        }
        container {
          name  = "web"
          image = "web:latest"
          env {
            name  = "DB_PASSWORD"
            value = "correct-horse"
          }
          env {
            name = "API_KEY"
            value_from {
              secret_key_ref {
                name = "keys"
                key  = "api"
              }
            }
          }
          port {
            container_port = 80
            host_port      = 80
          }
          security_context {
            allow_privilege_escalation = true
            capabilities {
              add = ["SYS_ADMIN", "NET_ADMIN"]
            }
          }
          volume_mount {
            name       = "root"
            mount_path = "/host"
          }
        }
        volume {
          name = "root"
          host_path {
            path = "/"
          }
        }
        volume {
          name = "docker"
          host_path {
            path = "/var/run/docker.sock"
          }
        }
      }
    }
  }
}
