import type { Snippet } from './snippet.ts'

const variables = [
  ...['monitorID', 'monitorURL', 'monitorFriendlyName', 'alertType', 'alertTypeFriendlyName', 'alertDetails'],
  ...['alertDuration', 'alertDateTime'],
]

export const snippet: Snippet = {
  format: 'uptimerobot',
  title: 'UptimeRobot',
  language: 'text',
  where: 'UptimeRobot » Integrations & API » Webhook',
  text: ({ pathUrl }) => `URL to notify:
${pathUrl}

POST value:
{${variables.map(name => `"${name}": "*${name}*"`).join(', ')}}

Send as JSON (application/json): on
Events: Up and Down
`,
  notes: [
    'Attach the integration to your monitors without a delay: UptimeRobot itself has looked again from another place before it speaks.',
    'A monitor names its server by its URL or IP, or by its friendly name.',
    'Expiring certificates are answered and not shown to customers.',
  ],
}
