import type { Database } from '#db/client.ts'
import { deleteToken, insertToken } from '#db/writes/settings/api-tokens.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { hashToken, newSecret } from '#lib/alerts/request/token.ts'
import { usualPerMinute } from '#lib/rules/settings/api-key.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'
import { startOf } from '#lib/rules/settings/secret-form.ts'

/**
 * expiresAt: null for one that does not end by itself. perMinute: its requests in a minute. networks: as readNetwork gives
 * them; none: from anywhere. staffId: who makes it, and answers for it.
 */
export type WantedToken = {
  name: string
  scopes: readonly ApiScope[]
  expiresAt: Date | null
  staffId: string
  perMinute?: number
  networks?: readonly string[]
}

/** Makes a key that may do what its scopes say, and nothing else. It is shown once. name-taken: there is one so called. */
export function makeApiToken(
  db: Database,
  { scopes, name, expiresAt, staffId, perMinute = usualPerMinute, networks = [] }: WantedToken,
  now: Date,
): Promise<{ token: string } | 'name-taken'> {
  const token = newSecret('key')
  const secret = { tokenHash: hashToken(token), tokenStart: startOf(token) }
  return db.transaction(async tx => {
    const settings = { name, scopes, expiresAt, perMinute, networks, ownerId: staffId }
    const id = await insertToken(tx, { ...settings, ...secret }, now)
    if (!id) return 'name-taken'
    const facts = { name, scopes, expiresAt, perMinute, networks }
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
