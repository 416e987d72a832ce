import { entered } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

export const pingdomSnippet: Snippet = {
  title: 'Pingdom',
  parts: ({ pathUrl }) => [
    'Pingdom » Settings » Integrations » Add Integration, type Webhook, active. Pingdom can send no header, so the token is a part of the address:',
    entered('URL', `${pathUrl}\n`),
    'Switch the integration on in each check, uptime or transaction.',
    'A check names its server by its hostname. Where that is a customer’s site, give the check the tag server:web07 (Pingdom writes tags in lower case).',
    'A check of high importance is critical, one of low importance is information.',
  ],
}
