import type { Snippet } from './snippet.ts'

export const snippet: Snippet = {
  format: 'crowdsec',
  title: 'CrowdSec',
  language: 'yaml',
  where: '/etc/crowdsec/notifications/allclear.yaml, mode 600',
  text: ({ url, token }) => `type: http
name: allclear
log_level: info
group_wait: 30s
group_threshold: 100
max_retry: 3
format: |
  {{.|toJson}}
url: ${url}
method: POST
headers:
  Authorization: Bearer ${token}
  Content-Type: application/json
`,
  notes: [
    'In /etc/crowdsec/profiles.yaml add to the profiles whose alerts staff want to see: notifications: [allclear]. Then reload crowdsec and try: cscli notifications test allclear',
    'CrowdSec names the server only by machine_id, which is often random: bind the token to the server, or make that id an alias of it.',
    'An address that attacks and is banned is shown to staff only.',
  ],
}
