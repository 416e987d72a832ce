import { z } from 'zod'
import { type Database, getDatabase } from '#db/client.ts'
import { largest } from '#lib/body/limits.ts'
import { streamJson, Unreadable } from '#lib/body/text-stream.ts'
import { env } from '#lib/env.ts'
import { answerFault } from '#lib/faults/answer-fault.ts'
import { clientAddress, createRateLimit, type RateLimit } from '#lib/limits/rate-limit.ts'
import { endLeakedSecret } from './end-leaked-secret.ts'
import { answerRefusal } from './refuse-caller.ts'

/** Reports of one address and its network: a searcher finds few, and a guesser gains nothing by more. */
const ownLimit = createRateLimit({
  name: 'leaked-secrets',
  address: { burst: 20, perMinute: 10 },
  network: { burst: 60, perMinute: 30 },
})
const pauseSeconds = 60

const Body = z.strictObject({ key: z.string().min(1).max(512) })

/**
 * Answers POST to /api/v1/keys/leaked: ends the secret, where it is one of ours. Whether it was, the answer does not say: it is
 * the same for whatever was sent.
 */
export async function answerLeaked(
  request: Request,
  now: Date,
  db: Database = getDatabase(),
  limit: RateLimit = ownLimit,
): Promise<Response> {
  if (request.method !== 'POST') return answerRefusal(otherMethod)
  try {
    if (!limit.take(clientAddress(request.headers, env.TRUSTED_PROXIES), now)) return answerRefusal(tooOften)
    const body = Body.safeParse(await streamJson(request, largest.form))
    if (!body.success) return answerRefusal({ status: 400, detail: wrongBody })
    await endLeakedSecret(db, body.data.key, now)
    return Response.json({ message: thanks }, { status: 202 })
  } catch (error) {
    if (error instanceof Unreadable)
      return answerRefusal({ status: error.why.refused, detail: error.why.message })
    return answerFault('a leaked key', error)
  }
}

const wrongBody = 'Send {"key": the key or token that was found}, as JSON.'
const thanks = 'Thank you. If this opened anything here, it does not any more, and its owners are told.'

const otherMethod = { status: 405, detail: 'Send the key by POST.', headers: { allow: 'POST' } }

const tooOften = {
  status: 429,
  detail: `Too many reports came from your network. Send again in ${pauseSeconds} s.`,
  headers: { 'retry-after': String(pauseSeconds) },
}
