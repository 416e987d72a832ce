import { type Database, getDatabase } from '#db/client.ts'
import { readMailOf } from '#db/reads/sending/sent-mails.ts'
import { noteCameBack } from '#db/writes/sending/settled-deliveries.ts'
import { checkSignature } from '#lib/alerts/request/signature.ts'
import { readBytes } from '#lib/body/bytes.ts'
import { largest } from '#lib/body/limits.ts'
import { env } from '#lib/env.ts'
import { suppressAddress } from '#lib/flows/subscribers/suppress-address.ts'
import { suppressRefused } from '#lib/flows/subscribers/suppress-refused.ts'
import { clientAddress, createRateLimit, networkOf, type RateLimit } from '#lib/limits/rate-limit.ts'
import { logSecurity } from '#lib/log/security.ts'
import { type MailEvent, readMailEvent } from '#lib/mail/returned/mail-event.ts'

/** Wrong signatures of one address and its network. */
const wrongSignatures = createRateLimit({
  name: 'mail-event-signatures',
  address: { burst: 20, perMinute: 10 },
  network: { burst: 60, perMinute: 30 },
})
const retrySeconds = 60

/**
 * Answers what the mail provider posts about mails that it took: a bounce for good or a complaint suppresses the address.
 * Believed only with the provider's signature. Taking one event twice is harmless.
 */
export async function answerMailEvents(
  request: Request,
  now: Date,
  db: Database = getDatabase(),
  secret: string | undefined = env.RESEND_WEBHOOK_SECRET,
  wrong: RateLimit = wrongSignatures,
): Promise<Response> {
  if (!secret)
    return say(
      404,
      'No events are taken here. Set RESEND_WEBHOOK_SECRET to the secret of the webhook at Resend.',
    )
  const sender = clientAddress(request.headers, env.TRUSTED_PROXIES)
  if (!wrong.take(sender, now)) return slowDown()
  const bytes = await readBytes(request, largest.mailEvent)
  if ('refused' in bytes) return say(bytes.refused, bytes.message)
  const signing = { scheme: 'standard-webhooks' as const, secrets: [{ value: secret, until: null }] }
  const fault = checkSignature(signing, { headers: standardHeaders(request.headers), bytes, now })
  if (fault) {
    logSecurity('signature-wrong', { of: 'mail-provider', network: networkOf(sender) })
    return say(401, `The signature is not right: ${fault}.`)
  }
  wrong.giveBack(sender)
  const event = readMailEvent(parse(bytes.toString()))
  switch (event.is) {
    case 'unreadable':
      return say(400, `The event cannot be read. ${event.why}`)
    case 'passing':
      return say(200, `${event.type} changes nothing.`)
    case 'dead':
      return suppressAll(db, event, now)
    case 'refused':
      return noteAll(db, event, now)
  }
}

/** Keeps that these mails came back, and ends the mail to who was refused for days. */
async function noteAll(
  db: Database,
  { providerId, addresses, reason }: Extract<MailEvent, { is: 'refused' }>,
  now: Date,
): Promise<Response> {
  let count = 0
  for (const address of addresses) {
    const mailId = await readMailOf(db, providerId, address)
    if (!mailId) continue
    await db.transaction(tx => noteCameBack(tx, { mailId, address, answer: reason }, now))
    if ((await suppressRefused(db, { mailId, address, reason }, now)) === 'done') count += 1
  }
  return say(200, `${count} ${count === 1 ? 'address gets' : 'addresses get'} no more mail.`)
}

async function suppressAll(
  db: Database,
  { addresses, reason }: { addresses: string[]; reason: string },
  now: Date,
): Promise<Response> {
  let count = 0
  for (const address of addresses)
    if ((await suppressAddress(db, { address, reason }, now)) === 'done') count += 1
  return say(200, `${count} ${count === 1 ? 'address gets' : 'addresses get'} no more mail.`)
}

/** Resend signs by Standard Webhooks, under the older names of the headers. */
function standardHeaders(headers: Headers): Headers {
  const names = ['id', 'timestamp', 'signature']
  return new Headers(
    names.flatMap(name => {
      const value = headers.get(`webhook-${name}`) ?? headers.get(`svix-${name}`)
      return value === null ? [] : [[`webhook-${name}`, value] as [string, string]]
    }),
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function slowDown(): Response {
  const message = `Too many wrong signatures came from your network. Send it again in ${retrySeconds} s.`
  return Response.json({ message }, { status: 429, headers: { 'retry-after': String(retrySeconds) } })
}

function say(status: number, message: string): Response {
  return Response.json({ message }, { status })
}
