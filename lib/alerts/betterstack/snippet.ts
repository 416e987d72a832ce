import { entered } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

export const betterstackSnippet: Snippet = {
  title: 'Better Stack',
  parts: ({ url, token }) => [
    'Better Stack » Uptime » Integrations » Exporting data » Outgoing webhooks, type Incident, triggered when an incident is started, acknowledged and resolved:',
    entered('URL', `${url}\n`),
    'In the advanced settings, HTTP basic authentication; leave the request body as it is:',
    entered('Username', 'allclear\n'),
    entered('Password', `${token}\n`),
    'A monitor names its server by its URL, or by its name; an incident’s metadata server names it better.',
    'The silence of a heartbeat is an outage, unless its name speaks of a backup, a scan or other work.',
    'Set a confirmation period and a recovery period at your monitors: Better Stack then speaks of what lasts.',
  ],
}
