import { entered } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

export const cpanelSnippet: Snippet = {
  title: 'cPanel & WHM',
  parts: ({ basicUrl }) => [
    'WHM » Basic WebHost Manager Setup » Contact Information (older: Server Contacts » Contact Manager), the address of "Post to a URL". WHM has no field for headers, so the token stands before the host and is sent as Basic:',
    entered('Post to a URL', `${basicUrl}\n`),
    'In Contact Manager set "Post to URL" so that it receives High and Medium importance, and press Test.',
    'Keep the notifications of recovered services on: WHM » Tweak Settings » "Send a notification when a service recovers".',
    'WHM sends each message once. The subject is read in the language of root’s contact; English is the safest.',
  ],
}
