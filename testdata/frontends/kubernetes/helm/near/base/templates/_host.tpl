{{- define "base.host" -}}
hostNetwork: true
dnsPolicy: ClusterFirstWithHostNet
{{- end -}}
