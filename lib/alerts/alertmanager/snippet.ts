import { added, commands } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const file = { debian: '/etc/prometheus/alertmanager.yml', rhel: '/etc/alertmanager/alertmanager.yml' }

/** As Debian's own file is written: with its entries right below the name of their list. */
const route = `  - receiver: allclear
    continue: true
`

export const alertmanagerSnippet: Snippet = {
  title: 'Prometheus Alertmanager',
  parts: ({ url, token }) => [
    'Right below the line receivers:, with the dash below the dashes that are there:',
    added(
      file,
      'yaml',
      `- name: allclear
  webhook_configs:
  - url: ${url}
    send_resolved: true
    http_config:
      basic_auth:
        username: allclear
        password: ${token}
`,
      'the receiver',
    ),
    'Right below the first line routes:, which is a part of route:, above all that is there. Where there is none, write routes: right below receiver:, as far from the edge.',
    added(file, 'yaml', route, 'the route'),
    commands(
      'as root: check and reload',
      `amtool check-config ${file.debian} && systemctl reload prometheus-alertmanager`,
    ),
    'Elsewhere with your path, and systemctl reload alertmanager. This loads in Alertmanager 0.21 and newer. From 0.28 on, timeout: 10s below send_resolved: ends a request that hangs. The file holds the token: owner and group of Alertmanager, mode 640; or put the token into a file of its own and name it by password_file: instead of password:.',
    'A label names the server: server, hostname, host, nodename, node or instance. A label kind (outage, slowdown, suspicious-file, reboot, other) says what an alert is about where its name does not.',
    'Alertmanager sends again what was not accepted, at the next group_interval. It tells no end of what is silenced meanwhile.',
  ],
}
