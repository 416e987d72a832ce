import { mayLookUp } from '#app/embed/caller-limit.ts'
import { deflectText } from '#lib/documents/embed/deflect-text.ts'
import { type Caller, tellCaller } from '#lib/flows/servers/tell-caller.ts'
import { currentWords } from '#lib/language.ts'

export const dynamic = 'force-dynamic'

/**
 * What an automatic reply says to a customer: 200 with the text, or with nothing where all is well, so that it can be put
 * into a mail as it is; any other status is no text for customers.
 */
export async function GET(request: Request): Promise<Response> {
  const words = currentWords()
  const caller = callerOf(new URL(request.url).searchParams)
  if (!caller) return say(400, `${words('documents.embed.nobody')}\n`)
  const now = new Date()
  const answer = await tellCaller(caller, now, { mayAsk: () => mayLookUp(request, now) })
  if (answer.is === 'often') return say(429, `${words('documents.embed.often')}\n`)
  return say(200, answer.is === 'known' ? deflectText(words, answer.pages) : '')
}

function callerOf(query: URLSearchParams): Caller | null {
  const [server, domain] = [query.get('server')?.trim(), query.get('domain')?.trim()]
  if (server) return { is: 'server', typed: server }
  return domain ? { is: 'domain', typed: domain } : null
}

function say(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
