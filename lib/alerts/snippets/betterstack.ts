import type { Snippet } from './snippet.ts'

export const snippet: Snippet = {
  format: 'betterstack',
  title: 'Better Stack',
  language: 'text',
  where: 'Better Stack » Uptime » Integrations » Exporting data » Outgoing webhooks, type Incident',
  text: ({ pathUrl }) => `URL:
${pathUrl}

Trigger on: incident started, acknowledged, resolved
`,
  notes: [
    'A monitor names its server by its URL, or by its name; an incident’s metadata server names it better.',
    'The silence of a heartbeat is an outage, unless its name speaks of a backup, a scan or other work.',
    'Set a confirmation period and a recovery period at your monitors: Better Stack then speaks of what lasts.',
  ],
}
