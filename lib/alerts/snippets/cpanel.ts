import type { Snippet } from './snippet.ts'

export const snippet: Snippet = {
  format: 'cpanel',
  title: 'cPanel & WHM',
  language: 'text',
  where:
    'WHM » Server Contacts » Contact Manager, or Basic WebHost Manager Setup » Contact Information: the address of "Post to a URL"',
  text: ({ pathUrl }) => `${pathUrl}\n`,
  notes: [
    'In Contact Manager set "Post to URL" so that it receives High and Medium importance, and press Test.',
    'Keep the notifications of recovered services on: WHM » Tweak Settings » "Send a notification when a service recovers".',
    'WHM sends each message once. The subject is read in the language of root’s contact; English is the safest.',
  ],
}
