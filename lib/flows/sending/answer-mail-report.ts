import { type Database, getDatabase } from '#db/client.ts'
import { readAddressOf } from '#db/reads/sending/sent-mails.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { noteCameBack } from '#db/writes/sending/settled-deliveries.ts'
import { readBeginning } from '#lib/body/bytes.ts'
import { largest, strangerLimits } from '#lib/body/limits.ts'
import { env } from '#lib/env.ts'
import { suppressAddress } from '#lib/flows/subscribers/suppress-address.ts'
import { suppressRefused } from '#lib/flows/subscribers/suppress-refused.ts'
import { clientAddress, createRateLimit, type RateLimit } from '#lib/limits/rate-limit.ts'
import { readMailReport } from '#lib/mail/returned/mail-report.ts'
import { provenAddress } from '#lib/mail/returned/proof.ts'
import type { LinkSecrets } from '#lib/rules/staff/link-secret.ts'

/** Absent readers answer by the hundred after a large mailing, and one mail server hands all of it on. */
const ownLimit = createRateLimit({
  name: 'mails-that-came-back',
  address: { burst: 300, perMinute: 120 },
  network: { burst: 600, perMinute: 240 },
})
const retrySeconds = 60

/**
 * Answers a mail that came back to our sender's address, as a mail server hands it on (Content-Type: message/rfc822).
 * It needs no token: it is believed when it returns the Message-ID of a mail that we sent to that address, and only
 * what is not believed uses up its sender's turns. Of a long mail the beginning is read: there is all that proves it.
 * Taking one report twice is harmless.
 */
export async function answerMailReport(
  request: Request,
  now: Date,
  db: Database = getDatabase(),
  limit: RateLimit = ownLimit,
): Promise<Response> {
  const sender = clientAddress(request.headers, env.TRUSTED_PROXIES)
  if (!limit.take(sender, now)) return slowDown()
  const bytes = await readBeginning(request, { kept: strangerLimits.bytes, largest: largest.mailReport })
  if ('refused' in bytes) return say(bytes.refused, bytes.message)
  const report = await readMailReport(bytes)
  if (report.is === 'unreadable') return say(400, report.why)
  if (report.is === 'passing') return say(200, `Nothing changes. ${report.why}`)
  const { mailId, addresses, reason } = report
  const address =
    (await readAddressOf(db, mailId, addresses)) ?? provenBy(await readSecret(db), mailId, addresses)
  if (!address) return say(200, 'Nothing changes. No mail with this Message-ID went to that address.')
  limit.giveBack(sender)
  if (report.is !== 'complained')
    await db.transaction(tx => noteCameBack(tx, { mailId, address, answer: reason }, now))
  if (report.is === 'refused') {
    const isEnded = (await suppressRefused(db, { mailId, address, reason }, now)) === 'done'
    return say(
      200,
      isEnded ? ended : 'Nothing changes yet. After three such days the address gets no more mail.',
    )
  }
  const isNew = (await suppressAddress(db, { address, reason }, now)) === 'done'
  return say(200, isNew ? ended : 'Nobody at this address gets mail that could be ended.')
}

/** A mail may come back after the secret was changed. */
function provenBy({ present, previous }: LinkSecrets, mailId: string, addresses: string[]): string | null {
  const secrets = [present, ...previous.map(secret => secret.value)]
  return secrets.map(secret => provenAddress(secret, mailId, addresses)).find(found => found) ?? null
}

const ended = 'The address gets no more mail.'

function slowDown(): Response {
  const message = `Too many mails that prove nothing came from your network. Send it again in ${retrySeconds} s.`
  return Response.json({ message }, { status: 429, headers: { 'retry-after': String(retrySeconds) } })
}

function say(status: number, message: string): Response {
  return Response.json({ message }, { status })
}
