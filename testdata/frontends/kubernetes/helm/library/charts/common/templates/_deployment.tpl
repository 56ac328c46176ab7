{{- define "common.metadata" -}}
name: {{ .Release.Name }}
labels:
  app: {{ .Chart.Name }}
{{- end -}}

{{- define "common.container" -}}
name: main
image: {{ .Values.image }}
securityContext:
  allowPrivilegeEscalation: true
{{- end -}}

{{- define "common.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "common.metadata" . | nindent 2 }}
spec:
  selector:
    matchLabels:
      app: {{ .Chart.Name }}
  template:
    metadata:
      labels:
        app: {{ .Chart.Name }}
    spec:
      hostPID: true
      containers:
        -
          {{- include "common.container" . | nindent 10 }}
{{- end -}}
