import type { Snippet } from './snippet.ts'

export const snippet: Snippet = {
  format: 'opsgenie',
  title: 'Opsgenie, Jira Service Management',
  language: 'text',
  where:
    'Opsgenie » Settings » Integrations » Webhook (in Jira Service Management: Operations » Integrations » Outgoing webhook)',
  text: ({ url, token }) => `Webhook URL:
${url}

Custom headers:
Authorization: Bearer ${token}

Add alert description to payload: on
Add alert details to payload: on

Alert actions:
a new alert is created
an alert is acknowledged
an alert is closed
an alert is deleted
`,
  notes: [
    'The server is named by the detail server, host or hostname, by a tag server:web07, by the entity, or by the one full host name in the message.',
    'A detail kind, or a tag kind:outage (slowdown, suspicious-file, reboot, other), says what an alert is about where its message does not.',
    'P1 and P2 are critical, P3 is a warning.',
  ],
}
