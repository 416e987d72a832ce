import { commands, saved } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

/** Standard Webhooks: the id stays over retries, the time is that of each attempt, the MAC covers `id.time.body`. */
const script = `import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

const body = readFileSync(0)
const id = 'msg_' + randomUUID()
const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')

async function send() {
  const time = Math.floor(Date.now() / 1000)
  const mac = createHmac('sha256', key).update(id + '.' + time + '.').update(body).digest('base64')
  const answer = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
    headers: {
      authorization: 'Bearer ' + token,
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(time),
      'webhook-signature': 'v1,' + mac,
    },
  })
  console.log(answer.status, await answer.text())
  return answer.status
}

// What is wrong with the request stays wrong; anything else is tried again, over ten minutes.
for (const wait of [5, 30, 60, 180, 300, null]) {
  const status = await send().catch(error => (console.error(String(error)), 0))
  if (status >= 200 && status < 300) process.exit(0)
  if ((status >= 400 && status < 500 && status !== 429) || wait === null) process.exit(1)
  await setTimeout(wait * 1000)
}`

export const signedSnippet: Snippet = {
  title: 'Signed requests (Standard Webhooks)',
  parts: ({ url, token }) => [
    'It needs Node 18 or newer. Let its user alone read it:',
    saved(
      'allclear-post.mjs',
      'javascript',
      `const url = '${url}'
const token = '${token}'
// The signing secret of this source.
const secret = 'whsec_PUT-THE-SIGNING-SECRET-HERE'

${script}
`,
    ),
    'Choose Standard Webhooks as the signing of this source: then what is not signed is refused. The secret is whsec_ and 24 to 64 bytes as base64:',
    commands('a new secret', 'echo "whsec_$(openssl rand -base64 32)"'),
    commands('the script', 'node allclear-post.mjs <alerts.json'),
    'alerts.json is {"version": 1, "alerts": […]}.',
    'Libraries for other languages: standardwebhooks. The id has to stay the same when a request is sent again, so that it counts once.',
  ],
}
