import { entered } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const body = '{"status": "$STATUS", "code": "$CODE", "name": $NAME_JSON, "now": "$NOW", "check": $JSON}'

export const healthchecksSnippet: Snippet = {
  title: 'Healthchecks',
  parts: ({ url, token }) => [
    'Healthchecks » Integrations » Webhook, by POST, the same for "when a check goes down" and "when a check goes up":',
    entered('URL', `${url}\n`),
    entered('Request Body', `${body}\n`),
    entered('Request Headers', `Authorization: Bearer ${token}\nContent-Type: application/json\n`),
    'Press Test: the log shows that the source works. Then assign the integration to your checks.',
    'A check names its server by a tag server:web07, by a tag that is a whole host name, or by its own name.',
    'A check that reports at least once an hour is taken for a sign of life, so its silence is an outage; backups, other jobs and rarer checks are shown to staff only. A tag kind:outage or kind:other decides it.',
  ],
}
