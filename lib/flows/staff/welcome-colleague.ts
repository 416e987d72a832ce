import type { Database } from '#db/client.ts'
import type { Jobs } from '#db/jobs.ts'
import { readColleagues } from '#db/reads/staff/desk-people.ts'
import { env } from '#lib/env.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { inTurn } from '#lib/flows/sending/send-in-turn.ts'
import { log } from '#lib/log/log.ts'
import type { SendLetter, SendResult } from '#lib/mail/letter.ts'
import { renderWelcome } from '#lib/mail/templates/render-welcome.tsx'

/**
 * Mails somebody that they may sit at the desk. settled: they may not any more. Throws when it may work later, so that the
 * job is tried again with the same key and words.
 */
export async function welcomeColleague(
  db: Database,
  { personId, byName }: Jobs['welcome-colleague'],
  send: SendLetter = inTurn(db),
): Promise<SendResult | { is: 'settled' }> {
  const colleague = (await readColleagues(db)).find(person => person.id === personId)
  if (!colleague) return { is: 'settled' }
  const { email } = colleague
  const rendered = await renderWelcome({ siteName: env.SITE_NAME, siteUrl: env.SITE_URL, byName, email })
  const key = `welcome-${personId}`
  const result = await send({ key, to: email, ...rendered, headers: { 'Auto-Submitted': 'auto-generated' } })
  if (result.is === 'retry') throw new TryLater(`The mail ${key} is tried again later. ${result.reason}`)
  if (result.is === 'refused') log.error(`the mail ${key} was refused: ${result.reason}`)
  return result
}
