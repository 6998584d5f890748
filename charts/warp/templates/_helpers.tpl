{{- define "warp.name" -}}
{{- printf "%s-operator" .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "warp.selector" -}}
app.kubernetes.io/name: warp-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "warp.labels" -}}
{{ include "warp.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}
