import { entered } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

export const pagerdutySnippet: Snippet = {
  title: 'PagerDuty',
  parts: ({ url, token }) => [
    'PagerDuty » Integrations » Generic Webhooks (v3) » New Webhook, for the events incident.triggered, incident.acknowledged, incident.unacknowledged, incident.reopened and incident.resolved:',
    entered('Webhook URL', `${url}\n`),
    'As a custom header:',
    entered('Name', 'Authorization\n'),
    entered('Value', `Bearer ${token}\n`),
    'PagerDuty shows a signing secret once: enter it as the signing of this source (PagerDuty), and what is not signed is refused.',
    'Then "Send Test Event": the log shows that the source works.',
    'An incident has no field for a server: it is named by a custom field server, by the one full host name in its title, or by the name of its service.',
    'Tools that post to PagerDuty’s Events API (version 2) can post the same here: payload.source is the server, dedup_key ties the end to its beginning. Let the resolve event carry payload.source, too.',
  ],
}
