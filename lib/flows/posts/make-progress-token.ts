import { randomBytes } from 'node:crypto'
import type { Database } from '#db/client.ts'
import { deleteToken, insertToken } from '#db/writes/customers/api-tokens.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { hashToken } from '#lib/alerts/request/token.ts'

/** Makes a token that may note progress on advisories, and nothing else. It is shown once. name-taken: there is one so called. */
export function makeProgressToken(
  db: Database,
  { name, staffId }: { name: string; staffId: string },
  now: Date,
): Promise<{ token: string } | 'name-taken'> {
  const token = `progress_${randomBytes(24).toString('base64url')}`
  return db.transaction(async tx => {
    const id = await insertToken(tx, { name, scope: 'progress', tokenHash: hashToken(token) }, now)
    if (!id) return 'name-taken'
    await writeAudit(tx, { at: now, staffId, action: 'make-progress-token', subject: `token ${id}` })
    return { token }
  })
}

/** From now on the token changes nothing. gone: it was revoked already. */
export function revokeProgressToken(
  db: Database,
  { tokenId, staffId }: { tokenId: string; staffId: string },
  now: Date,
): Promise<'done' | 'gone'> {
  return db.transaction(async tx => {
    if (!(await deleteToken(tx, tokenId))) return 'gone'
    await writeAudit(tx, { at: now, staffId, action: 'revoke-progress-token', subject: `token ${tokenId}` })
    return 'done'
  })
}
