import { forPrograms } from '#app/api/answered.ts'
import { largest, tooLarge } from '#lib/body/limits.ts'
import { answerBot } from '#lib/flows/destinations/listen-to-bot.ts'

/** What is written to our bot; the answer to the chat goes in the answer to this request. */
async function answer(request: Request): Promise<Response> {
  const length = Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY)
  if (length > largest.botUpdate.bytes)
    return Response.json({ message: tooLarge(largest.botUpdate).message }, { status: 413 })
  const secret = request.headers.get('x-telegram-bot-api-secret-token') ?? ''
  const reply = await answerBot(secret, () => request.json().catch(() => null))
  if (reply === 'forbidden') return new Response(null, { status: 403 })
  return reply ? Response.json(reply) : new Response(null, { status: 200 })
}

export const POST = forPrograms('a message to the bot', answer)
