import type { Database } from '#db/client.ts'
import { changeToken, lockToken } from '#db/writes/settings/api-tokens.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { hashToken, newSecret } from '#lib/alerts/request/token.ts'
import { startOf } from '#lib/rules/settings/secret-form.ts'
import { later } from '#lib/rules/time/time.ts'

export type Renewal = {
  keyId: string
  /** What the person saw of its secret, so that a form that is sent twice renews once; null: none was noted. */
  seenStart: string | null
  /** How long the secret before works beside the new one; 0: not at all. */
  overlapHours: number
  /** When the key ends from now on; null: not by itself. */
  expiresAt: Date | null
  staffId: string
}

/** Gives a key a new secret, which is in the answer and nowhere else. changed-meanwhile: it is gone, or has another secret by now. */
export function renewKey(
  db: Database,
  { keyId, seenStart, overlapHours, expiresAt, staffId }: Renewal,
  now: Date,
): Promise<{ token: string } | 'changed-meanwhile'> {
  const token = newSecret('key')
  return db.transaction(async tx => {
    const key = await lockToken(tx, keyId)
    if (!key || key.tokenStart !== seenStart) return 'changed-meanwhile'
    const isKept = overlapHours > 0 && (key.expiresAt === null || key.expiresAt > now)
    await changeToken(tx, keyId, {
      tokenHash: hashToken(token),
      tokenStart: startOf(token),
      previousTokenHash: isKept ? key.tokenHash : null,
      previousTokenStart: isKept ? key.tokenStart : null,
      previousTokenUntil: isKept ? later(now, overlapHours * 3600) : null,
      previousSeenAt: isKept ? key.lastSeenAt : null,
      renewedAt: now,
      expiresAt,
    })
    const facts = { name: key.name, overlapHours, before: key.expiresAt, expiresAt }
    await writeAudit(tx, { at: now, staffId, action: 'renew-key', subject: `token ${keyId}`, facts })
    return { token }
  })
}

/** Ends the secret before the last renewal now. gone: there is none that still works. */
export function endOldSecret(
  db: Database,
  { keyId, staffId }: { keyId: string; staffId: string },
  now: Date,
): Promise<'done' | 'gone'> {
  return db.transaction(async tx => {
    const key = await lockToken(tx, keyId)
    if (!key?.previousTokenUntil || key.previousTokenUntil <= now) return 'gone'
    await changeToken(tx, keyId, {
      previousTokenHash: null,
      previousTokenStart: null,
      previousTokenUntil: null,
    })
    const facts = { name: key.name, until: key.previousTokenUntil }
    await writeAudit(tx, { at: now, staffId, action: 'end-old-key', subject: `token ${keyId}`, facts })
    return 'done'
  })
}
