"""How the cost of a run grows with the number of manifests: `PYTHONPATH=tests python -m benchmarks.manifests`.

Prints CPU time and memory for COUNT files (1,250 by default; 5,000 are some 20 MB), twice and four times as many, each
in a process of its own. A report for people: nothing is asserted about time.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.growth import report

MANIFEST = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-{n}
  namespace: team-{team}
  labels: &labels
    app.kubernetes.io/name: app-{n}
    app.kubernetes.io/part-of: team-{team}
    app.kubernetes.io/managed-by: hand
spec:
  replicas: 3
  revisionHistoryLimit: 5
  selector:
    matchLabels:
      app.kubernetes.io/name: app-{n}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app.kubernetes.io/name: app-{n}
        app.kubernetes.io/part-of: team-{team}
    spec:
      serviceAccountName: app-{n}
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: web  # the application itself
          image: registry.example.org/team-{team}/app-{n}:1.4.{n}
          ports:
            - name: http
              containerPort: 8080
              protocol: TCP
            - name: metrics
              containerPort: 9090
              protocol: TCP
          env:
            - name: LOG_LEVEL
              value: info
            - name: DATABASE_HOST
              value: postgres.team-{team}.svc.cluster.local
            - name: DATABASE_NAME
              valueFrom:
                configMapKeyRef:
                  name: app-{n}-database
                  key: name
          envFrom:
            - configMapRef:
                name: app-{n}
          resources:
            requests: {{cpu: 100m, memory: 128Mi}}
            limits: {{cpu: 500m, memory: 256Mi}}
          livenessProbe:
            httpGet:
              path: /healthz
              port: http
            initialDelaySeconds: 10
            periodSeconds: 10
          readinessProbe:
            httpGet:
              path: /readyz
              port: http
          securityContext:
            allowPrivilegeEscalation: {escalation}
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
          volumeMounts:
            - name: config
              mountPath: /etc/app
              readOnly: true
            - name: tmp
              mountPath: /tmp
        - name: proxy
          image: registry.example.org/platform/proxy:{n}.0.1
          args: [--listen=:9443, --upstream=127.0.0.1:8080, --log-format=json]
          resources:
            requests: {{cpu: 10m, memory: 32Mi}}
            limits: {{cpu: 100m, memory: 64Mi}}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
      volumes:
        - name: config
          configMap:
            name: app-{n}
        - name: tmp
          emptyDir: {{}}
---
apiVersion: v1
kind: Service
metadata:
  name: app-{n}
  namespace: team-{team}
spec:
  selector:
    app.kubernetes.io/name: app-{n}
  ports:
    - name: https
      port: 443
      targetPort: 9443
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: app-{n}
  namespace: team-{team}
automountServiceAccountToken: false
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: app-{n}
  namespace: team-{team}
data:
  application.yaml: |
    server:
      port: 8080
      shutdown: graceful
    cache:
      size: 512  # megabytes
      ttl: 10m
    features:
      search: true
      export: false
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: app-{n}
  namespace: team-{team}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: app-{n}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector: {{}}
      ports:
        - port: 9443
          protocol: TCP
"""


def write(directory: Path, count: int) -> None:
    """`count` manifests of some 4 KB, a hundred to a directory; every seventh has a defect."""
    for n in range(count):
        path = directory / f"team-{n // 100}" / f"app-{n}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(MANIFEST.format(n=n, team=n // 100, escalation="true" if n % 7 == 0 else "false"))


if __name__ == "__main__":
    report(write, "manifests", 1_250)
