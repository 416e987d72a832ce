import { entered } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

export const uptimeKumaSnippet: Snippet = {
  title: 'Uptime Kuma',
  parts: ({ url, token }) => [
    'Uptime Kuma » Settings » Notifications » Setup Notification, type Webhook, request body Preset - application/json:',
    entered('Post URL', `${url}\n`),
    entered('Additional Headers', `{ "Authorization": "Bearer ${token}" }\n`, 'json'),
    'Switch "Apply on all existing monitors" on, and press Test.',
    'A monitor names its server by its hostname or URL. Where that is a customer’s site, give the monitor a tag server with the name of the server; a tag kind (outage, slowdown, other) says what its failing means.',
    'Set Retries to 2 or more: Uptime Kuma then speaks of what lasts. It sends each message once.',
    'Notices of expiring certificates and domains are answered and not shown to customers.',
  ],
}
