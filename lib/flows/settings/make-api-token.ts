import { randomBytes } from 'node:crypto'
import type { Database } from '#db/client.ts'
import { deleteToken, insertToken } from '#db/writes/settings/api-tokens.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'

/** expiresAt: null for one that does not end by itself. */
export type WantedToken = {
  name: string
  scopes: readonly ApiScope[]
  expiresAt: Date | null
  staffId: string
}

/** Makes a key that may do what its scopes say, and nothing else. It is shown once. name-taken: there is one so called. */
export function makeApiToken(
  db: Database,
  { scopes, name, expiresAt, staffId }: WantedToken,
  now: Date,
): Promise<{ token: string } | 'name-taken'> {
  const token = `api_${randomBytes(24).toString('base64url')}`
  return db.transaction(async tx => {
    const id = await insertToken(tx, { name, scopes, expiresAt, tokenHash: hashToken(token) }, now)
    if (!id) return 'name-taken'
    const facts = { name, scopes, expiresAt }
    await writeAudit(tx, { at: now, staffId, action: 'make-api-token', subject: `token ${id}`, facts })
    return { token }
  })
}

/** From now on the key opens nothing. gone: it was revoked already. */
export function revokeApiToken(
  db: Database,
  { tokenId, staffId }: { tokenId: string; staffId: string },
  now: Date,
): Promise<'done' | 'gone'> {
  return db.transaction(async tx => {
    const facts = await deleteToken(tx, tokenId)
    if (!facts) return 'gone'
    const subject = `token ${tokenId}`
    await writeAudit(tx, { at: now, staffId, action: 'revoke-api-token', subject, facts })
    return 'done'
  })
}
