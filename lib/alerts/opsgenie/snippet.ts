import { entered } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

export const opsgenieSnippet: Snippet = {
  title: 'Opsgenie, Jira Service Management',
  parts: ({ url, token }) => [
    'Opsgenie » Settings » Integrations » Webhook (in Jira Service Management: Operations » Integrations » Outgoing webhook), with "Add alert description to payload" and "Add alert details to payload" on, for alerts that are created, acknowledged, closed and deleted:',
    entered('Webhook URL', `${url}\n`),
    'As a custom header:',
    entered('Key', 'Authorization\n'),
    entered('Value', `Bearer ${token}\n`),
    'The server is named by the detail server, host or hostname, by a tag server:web07, by the entity, or by the one full host name in the message.',
    'A detail kind, or a tag kind:outage (slowdown, suspicious-file, reboot, other), says what an alert is about where its message does not.',
    'P1 and P2 are critical, P3 is a warning.',
  ],
}
