resource "TYPE" "web" {
  metadata {
    name = "web"
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
        container {
          name  = "web"
          image = "registry.example.org/web:1.4"
          resources {
            limits = {
              memory = "256Mi"
            }
          }
          security_context {
            run_as_user = 1000
            capabilities {
              drop = ["NET_RAW"]
            }
          }
        }
      }
    }
  }
}
