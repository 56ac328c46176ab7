"""The files that make more of a directory than manifests: a chart, a kustomization."""

CHART_FILE = "Chart.yaml"
KUSTOMIZATIONS = ("kustomization.yaml", "kustomization.yml", "Kustomization")
