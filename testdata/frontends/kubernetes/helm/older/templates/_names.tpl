{{define "older.name"}}{{.Chart.Name | lower}}{{end}}
