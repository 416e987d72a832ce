import { saved } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

export const grafanaSnippet: Snippet = {
  title: 'Grafana Alerting',
  parts: ({ url, token }) => [
    saved(
      '/etc/grafana/provisioning/alerting/allclear.yaml',
      'yaml',
      `apiVersion: 1
contactPoints:
  - orgId: 1
    name: Allclear
    receivers:
      - uid: allclear
        type: webhook
        disableResolveMessage: false
        settings:
          url: ${url}
          httpMethod: POST
          authorization_scheme: Bearer
          authorization_credentials: ${token}
`,
    ),
    'Owner root, group grafana, mode 640; then restart grafana-server. Files of this kind are read by Grafana 9.1 and newer.',
    'Route your rules to the contact point Allclear in a notification policy. Leave its custom payload empty.',
    'Give each rule a label that names the server: server, hostname, host or instance.',
    'A label kind (outage, slowdown, suspicious-file, reboot, other) says what a rule is about where its name does not.',
    'Grafana can sign instead (12.0 or newer): set hmacConfig with a timestampHeader, and the signing secret at the source.',
  ],
}
