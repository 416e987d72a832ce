import { randomBytes } from 'node:crypto'
import type { Database } from '#db/client.ts'
import { deleteToken, insertToken } from '#db/writes/customers/api-tokens.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { hashToken } from '#lib/alerts/request/token.ts'

/** Makes a token that may read and change servers, and nothing else. It is shown once. name-taken: there is one so called. */
export function makeServerToken(
  db: Database,
  { name, staffId }: { name: string; staffId: string },
  now: Date,
): Promise<{ token: string } | 'name-taken'> {
  const token = `servers_${randomBytes(24).toString('base64url')}`
  return db.transaction(async tx => {
    const id = await insertToken(tx, { name, scope: 'servers', tokenHash: hashToken(token) }, now)
    if (!id) return 'name-taken'
    await writeAudit(tx, { at: now, staffId, action: 'make-server-token', subject: `token ${id}` })
    return { token }
  })
}

/** From now on the token reads and changes nothing. gone: it was revoked already. */
export function revokeServerToken(
  db: Database,
  { tokenId, staffId }: { tokenId: string; staffId: string },
  now: Date,
): Promise<'done' | 'gone'> {
  return db.transaction(async tx => {
    if (!(await deleteToken(tx, tokenId))) return 'gone'
    await writeAudit(tx, { at: now, staffId, action: 'revoke-server-token', subject: `token ${tokenId}` })
    return 'done'
  })
}
