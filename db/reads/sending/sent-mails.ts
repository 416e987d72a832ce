import { and, desc, eq, gt, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import type { MailFate } from '#lib/rules/sending/refused-days.ts'

/** To which of these addresses a mail went; null: to none of them. */
export async function readAddressOf(
  db: Database,
  mailId: string,
  addresses: readonly string[],
): Promise<string | null> {
  const { address, channel } = deliveries
  const [row] = await db
    .select({ address })
    .from(deliveries)
    .where(and(inArray(address, [...addresses]), eq(deliveries.mailId, mailId), eq(channel, 'mail')))
    .limit(1)
  return row?.address ?? null
}

/** The mail that the provider knows by this id, if it went to this address. */
export async function readMailOf(db: Database, providerId: string, address: string): Promise<string | null> {
  const isIt = and(eq(deliveries.providerId, providerId), eq(deliveries.channel, 'mail'))
  const [row] = await db
    .select({ mailId: deliveries.mailId })
    .from(deliveries)
    .where(and(eq(deliveries.address, address), isIt))
    .limit(1)
  return row?.mailId ?? null
}

/** More mails than a reader gets on the days that count. */
const mostMails = 200

/**
 * What became of the mails to an address up to this one, the latest first: since its owner confirmed it, because what
 * came before is settled.
 */
export async function readFates(tx: Transaction, address: string, mailId: string): Promise<MailFate[]> {
  const { triedAt, state, answers } = deliveries
  const last = sql<string | null>`${answers} -> -1 ->> 'answer'`
  const isTo = and(eq(deliveries.channel, 'mail'), eq(deliveries.address, address))
  const [mail] = await tx
    .select({ at: triedAt })
    .from(deliveries)
    .where(and(isTo, eq(deliveries.mailId, mailId), isNotNull(triedAt)))
    .limit(1)
  if (!mail?.at) return []
  const confirmedAt = tx
    .select({ at: sql`coalesce(max(${subscribers.confirmedAt}), '-infinity')` })
    .from(subscribers)
    .where(eq(subscribers.email, address))
  const rows = await tx
    .select({ at: triedAt, state, last })
    .from(deliveries)
    .where(and(isTo, inArray(state, ['sent', 'refused']), lte(triedAt, mail.at), gt(triedAt, confirmedAt)))
    .orderBy(desc(triedAt))
    .limit(mostMails)
  return rows.flatMap(({ at, state, last }) => {
    const cameBack = last?.startsWith('mail came back') ? last : null
    return at ? [{ at, answer: state === 'refused' ? (last ?? '') : cameBack }] : []
  })
}
