import { entered } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const variables = [
  'monitorID',
  'monitorURL',
  'monitorFriendlyName',
  'alertType',
  'alertTypeFriendlyName',
  'alertDetails',
  'alertDuration',
  'alertDateTime',
]

export const uptimerobotSnippet: Snippet = {
  title: 'UptimeRobot',
  parts: ({ pathUrl }) => [
    'UptimeRobot » Integrations & API » Webhook, "Send as JSON (application/json)" on, for events Up and Down. Not every plan can send a header, so the token is a part of the address:',
    entered('URL to notify', `${pathUrl}\n`),
    entered('POST value', `{${variables.map(name => `"${name}": "*${name}*"`).join(', ')}}\n`, 'json'),
    'Attach the integration to your monitors without a delay: UptimeRobot itself has looked again from another place before it speaks.',
    'A monitor names its server by its URL or IP, or by its friendly name.',
    'Expiring certificates are answered and not shown to customers.',
  ],
}
