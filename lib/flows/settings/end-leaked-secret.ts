import type { Database, Transaction } from '#db/client.ts'
import { findLeaked, type LeakedSecret } from '#db/reads/settings/leaked-secrets.ts'
import { changeToken, deleteToken } from '#db/writes/settings/api-tokens.ts'
import { lockSources, updateSource } from '#db/writes/sources/sources.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { hashToken, newSecret } from '#lib/alerts/request/token.ts'
import { tellOwners } from '#lib/flows/reminders/tell-owners.ts'
import { logSecurity } from '#lib/log/security.ts'

/**
 * Ends a secret that somebody found where it should not be: a key of the API, or a token of a source, the present one or
 * the one before. At once, on record, and the owners are told. unknown: it opens nothing here.
 */
export async function endLeakedSecret(db: Database, secret: string, now: Date): Promise<'done' | 'unknown'> {
  const leaked = await db.transaction(async tx => {
    await lockSources(tx)
    const found = await findLeaked(tx, hashToken(secret))
    if (found) await end(tx, found, now)
    return found
  })
  if (leaked) logSecurity('secret-leaked', { of: leaked.of, id: leaked.id })
  return leaked ? 'done' : 'unknown'
}

async function end(tx: Transaction, leaked: LeakedSecret, now: Date): Promise<void> {
  const { of, id, name, isPrevious } = leaked
  const noOther = { previousTokenHash: null, previousTokenStart: null, previousTokenUntil: null }
  const facts = { name, isPrevious }
  if (of === 'key') {
    if (isPrevious) await changeToken(tx, id, noOther)
    else await deleteToken(tx, id)
    await writeAudit(tx, { at: now, staffId: null, action: 'end-leaked-key', subject: `token ${id}`, facts })
    await tellOwners(tx, { kind: 'key-leaked', subjectId: id }, now)
    return
  }
  // A source without a token cannot be stored: it gets one that nobody knows, until staff rotate it.
  const nobodys = { tokenHash: hashToken(newSecret('source')), tokenStart: null }
  await updateSource(tx, id, isPrevious ? noOther : nobodys)
  await writeAudit(tx, { at: now, staffId: null, action: 'end-leaked-token', subject: `source ${id}`, facts })
  await tellOwners(tx, { kind: 'token-leaked', subjectId: id }, now)
}
