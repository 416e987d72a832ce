import type { Snippet } from './snippet.ts'

export const snippet: Snippet = {
  format: 'alertmanager',
  title: 'Prometheus Alertmanager',
  language: 'yaml',
  where: '/etc/alertmanager/alertmanager.yml, owner and group of Alertmanager, mode 640',
  text: ({ url, token }) => `receivers:
  - name: allclear
    webhook_configs:
      - url: ${url}
        send_resolved: true
        max_alerts: 200
        timeout: 10s
        http_config:
          authorization:
            credentials: ${token}
`,
  notes: [
    'Route to it beside your other receivers: a route with "receiver: allclear" and "continue: true" above them.',
    'Better: credentials_file with the token in a file of its own instead of credentials.',
    'A label names the server: server, hostname, host, nodename, node or instance. A label kind (outage, slowdown, suspicious-file, reboot, other) says what an alert is about where its name does not.',
    'Alertmanager sends again what was not accepted, at the next group_interval.',
  ],
}
