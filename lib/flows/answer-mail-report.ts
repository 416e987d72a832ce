import { type Database, getDatabase } from '#db/client.ts'
import { readAddressOf } from '#db/reads/letters.ts'
import { readSecret } from '#db/reads/settings.ts'
import { noteCameBack } from '#db/writes/deliveries.ts'
import { readBytes } from '#lib/alerts/body.ts'
import { readMailReport } from '#lib/mail/mail-report.ts'
import { provenAddress } from '#lib/mail/proof.ts'
import type { LinkSecrets } from '#lib/rules/link-secret.ts'
import { suppressAddress } from './suppress-address.ts'
import { suppressRefused } from './suppress-refused.ts'

/** A report returns the headers of a letter, or all of it: a letter of ours has some 30 KiB. */
const mostBytes = 512 * 1024

/**
 * Answers a mail that came back to our sender's address, as a mail server hands it on (Content-Type: message/rfc822).
 * It needs no token: it is believed when it returns the Message-ID of a letter that we sent to that address.
 * Taking one report twice is harmless.
 */
export async function answerMailReport(
  request: Request,
  now: Date,
  db: Database = getDatabase(),
): Promise<Response> {
  const bytes = await readBytes(request)
  if ('refused' in bytes) return say(bytes.refused, bytes.message)
  if (bytes.length > mostBytes) return say(413, 'The mail is larger than 512 KiB, so it is no report.')
  const report = await readMailReport(bytes)
  if (report.is === 'unreadable') return say(400, report.why)
  if (report.is === 'passing') return say(200, `Nothing changes. ${report.why}`)
  const { letterId, addresses, reason } = report
  const address =
    (await readAddressOf(db, letterId, addresses)) ?? provenBy(await readSecret(db), letterId, addresses)
  if (!address) return say(200, 'Nothing changes. No letter with this Message-ID went to that address.')
  if (report.is !== 'complained')
    await db.transaction(tx => noteCameBack(tx, { letterId, address, answer: reason }, now))
  if (report.is === 'refused') {
    const isEnded = await suppressRefused(db, { letterId, address, reason }, now)
    return say(
      200,
      isEnded ? ended : 'Nothing changes yet. After three such days the address gets no more mail.',
    )
  }
  const isNew = await suppressAddress(db, { address, reason }, now)
  return say(200, isNew ? ended : 'Nobody at this address gets mail that could be ended.')
}

/** A letter may come back after the secret was changed. */
function provenBy({ present, previous }: LinkSecrets, letterId: string, addresses: string[]): string | null {
  const secrets = [present, ...previous.map(secret => secret.value)]
  return secrets.map(secret => provenAddress(secret, letterId, addresses)).find(found => found) ?? null
}

const ended = 'The address gets no more mail.'

function say(status: number, message: string): Response {
  return Response.json({ message }, { status })
}
