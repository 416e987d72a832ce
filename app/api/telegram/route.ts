import { answerBot } from '#lib/flows/destinations/listen-to-bot.ts'

/** An update about one message is a few kilobytes. */
const mostBytes = 64 * 1024

/** What is written to our bot; the answer to the chat goes in the answer to this request. */
export async function POST(request: Request): Promise<Response> {
  if (Number(request.headers.get('content-length') ?? mostBytes + 1) > mostBytes)
    return new Response(null, { status: 413 })
  const secret = request.headers.get('x-telegram-bot-api-secret-token') ?? ''
  const reply = await answerBot(secret, () => request.json().catch(() => null))
  if (reply === 'forbidden') return new Response(null, { status: 403 })
  return reply ? Response.json(reply) : new Response(null, { status: 200 })
}
