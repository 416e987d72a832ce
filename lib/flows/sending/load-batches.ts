import type { Transaction } from '#db/client.ts'
import { type BatchMail, readBatchMails } from '#db/reads/sending/batch.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import type { Attempt } from '#db/writes/sending/batches.ts'
import { settleSent } from '#db/writes/sending/settled-batches.ts'
import { filler, type Tokens } from '#lib/channels/mail/mail.ts'
import { loadBrands } from '#lib/flows/brands/load-brands.ts'
import { senderOfBrand } from '#lib/flows/brands/mail-as.ts'
import { signLink } from '#lib/links.ts'
import type { Mail } from '#lib/mail/mail.ts'
import type { Brand } from '#lib/rules/brands/brand.ts'
import type { LinkSecrets } from '#lib/rules/staff/link-secret.ts'
import { noticeLinkHours } from '#lib/rules/subscribers/subscription.ts'
import { later } from '#lib/rules/time/time.ts'
import { wordsIn } from '#lib/words/words.ts'

/** An attempt that has begun and must be made now, because it counts as made. tries: of its deliveries so far. */
export type BatchAttempt = { attempt: Attempt; tries: number; mails: Mail[] }

/** The mails of attempts that have begun, to be handed over now. A batch that has none left is settled. */
export async function loadBatches(tx: Transaction, attempts: readonly Attempt[]): Promise<BatchAttempt[]> {
  if (attempts.length === 0) return []
  const secrets = await readSecret(tx)
  const ids = attempts.map(attempt => attempt.batchId)
  const mails = await readBatchMails(tx, ids)
  const brands = await loadBrands(
    tx,
    [...mails.values()].flat().map(mail => mail.brandId),
  )
  const loaded: BatchAttempt[] = []
  for (const attempt of attempts) {
    const rows = mails.get(attempt.batchId) ?? []
    // All of its readers have left, or their post was deleted.
    if (rows.length === 0) await settleSent(tx, attempt.batchId, [], attempt.createdAt)
    else loaded.push(batchAttemptOf(attempt, rows, secrets, brands))
  }
  return loaded
}

function batchAttemptOf(
  attempt: Attempt,
  rows: readonly BatchMail[],
  secrets: LinkSecrets,
  brands: ReadonlyMap<string, Brand>,
): BatchAttempt {
  const mails = [...Map.groupBy(rows, row => row.text)].flatMap(([text, own]) => {
    const fill = filler(wordsIn(text.language), text, attempt.createdAt)
    return own.map(({ mailId, address, subscriberId, brandId, zone }) => {
      const tokens = subscriberId ? tokensOf(subscriberId, attempt.createdAt, secrets) : null
      const brand = brandId === null ? null : brands.get(brandId)
      const as = brand ? { as: senderOfBrand(brand) } : {}
      return { ...fill({ mailId, address, zone, tokens }), ...as, writtenAt: attempt.createdAt }
    })
  })
  return { attempt, mails, tries: Math.max(...rows.map(row => row.attempts)) }
}

/** They follow from the batch alone, so that each attempt has the same. */
function tokensOf(subscriberId: string, frozenAt: Date, secrets: LinkSecrets): Tokens {
  return {
    unsubscribe: signLink(secrets, 'unsubscribe', subscriberId, null),
    preferences: signLink(secrets, 'preferences', subscriberId, later(frozenAt, noticeLinkHours * 3600)),
  }
}
