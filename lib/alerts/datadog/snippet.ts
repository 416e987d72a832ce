import { entered } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const variables = [
  'ID',
  'ALERT_CYCLE_KEY',
  'ALERT_ID',
  'ALERT_TRANSITION',
  'ALERT_TYPE',
  'ALERT_PRIORITY',
  'ALERT_TITLE',
  'ALERT_SCOPE',
  'ALERT_METRIC',
  'ALERT_QUERY',
  'HOSTNAME',
  'TAGS',
  'DATE',
  'LAST_UPDATED',
  'LINK',
  'TEXT_ONLY_MSG',
]

const payload = variables.map(name => `  "${name.toLowerCase()}": "$${name}"`).join(',\n')

export const datadogSnippet: Snippet = {
  title: 'Datadog',
  parts: ({ url, token }) => [
    'Datadog » Integrations » Webhooks » New Webhook, with the name allclear and "Encode as form" off:',
    entered('URL', `${url}\n`),
    entered('Payload', `{\n${payload}\n}\n`, 'json'),
    entered('Custom Headers', `{ "Authorization": "Bearer ${token}" }\n`, 'json'),
    'At the end of the message of each monitor that customers would notice, outside of conditions such as {{#is_alert}}, so that recoveries are sent, too:',
    entered('message of the monitor', '@webhook-allclear\n'),
    'Group monitors by host: the host of the group is the server. A monitor that counts several hosts together names none.',
    'No Data is shown to staff only, except of checks such as datadog.agent.up. A tag kind:outage (slowdown, suspicious-file, reboot, other) of a monitor decides it.',
    'Datadog tries again after a 5xx only.',
  ],
}
