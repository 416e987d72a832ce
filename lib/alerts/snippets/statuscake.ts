import type { Snippet } from './snippet.ts'

export const snippet: Snippet = {
  format: 'statuscake',
  title: 'StatusCake',
  language: 'text',
  where: 'StatusCake » Alerting » Contact Groups » New Contact Group',
  text: ({ pathUrl }) => `Webhook URL:
${pathUrl}

Webhook Request Method: POST
Enable Repeat Alert: off
`,
  notes: [
    'Choose the group at each uptime test, with a trigger rate of some minutes and two or more confirmation servers.',
    'A test names its server by its URL, its IP address, a tag server:web07, or its name. Names have to differ.',
    'StatusCake sends no time: the time of receipt counts. It signs with a token of its own, which is not ours and is not kept.',
  ],
}
