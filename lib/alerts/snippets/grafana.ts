import type { Snippet } from './snippet.ts'

export const snippet: Snippet = {
  format: 'grafana',
  title: 'Grafana Alerting',
  language: 'yaml',
  where: '/etc/grafana/provisioning/alerting/allclear.yaml',
  text: ({ url, token }) => `apiVersion: 1
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
          maxAlerts: "200"
`,
  notes: [
    'Route your rules to the contact point Allclear in a notification policy. Leave its custom payload empty.',
    'Give each rule a label that names the server: server, hostname, host or instance.',
    'A label kind (outage, slowdown, suspicious-file, reboot, other) says what a rule is about where its name does not.',
    'Grafana can sign instead (12.0 or newer): set hmacConfig with a timestampHeader, and the signing secret at the source.',
  ],
}
