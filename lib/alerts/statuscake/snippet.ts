import { entered } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

export const statuscakeSnippet: Snippet = {
  title: 'StatusCake',
  parts: ({ pathUrl }) => [
    'StatusCake » Alerting » Contact Groups » New Contact Group, with webhook request method POST and repeat alerts off. StatusCake can send no header, so the token is a part of the address:',
    entered('Webhook URL', `${pathUrl}\n`),
    'Choose the group at each uptime test, with a trigger rate of some minutes and two or more confirmation servers.',
    'A test names its server by its URL, its IP address, a tag server:web07, or its name. Names have to differ.',
    'StatusCake sends no time: the time of receipt counts. It signs with a token of its own, which is not ours and is not kept.',
  ],
}
