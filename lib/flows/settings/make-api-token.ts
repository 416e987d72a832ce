import { randomBytes } from 'node:crypto'
import type { Database } from '#db/client.ts'
import { deleteToken, insertToken } from '#db/writes/settings/api-tokens.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'

/** What a token of each scope is called in the audit. */
const words: Readonly<Record<ApiScope, string>> = {
  customers: 'customer',
  progress: 'progress',
  servers: 'server',
}

/** Makes a token that may do what its scope says, and nothing else. It is shown once. name-taken: there is one so called. */
export function makeApiToken(
  db: Database,
  { scope, name, staffId }: { scope: ApiScope; name: string; staffId: string },
  now: Date,
): Promise<{ token: string } | 'name-taken'> {
  const token = `${scope}_${randomBytes(24).toString('base64url')}`
  return db.transaction(async tx => {
    const id = await insertToken(tx, { name, scope, tokenHash: hashToken(token) }, now)
    if (!id) return 'name-taken'
    const action = `make-${words[scope]}-token`
    await writeAudit(tx, { at: now, staffId, action, subject: `token ${id}` })
    return { token }
  })
}

/** From now on the token opens nothing. gone: it was revoked already. */
export function revokeApiToken(
  db: Database,
  { tokenId, staffId }: { tokenId: string; staffId: string },
  now: Date,
): Promise<'done' | 'gone'> {
  return db.transaction(async tx => {
    const scope = await deleteToken(tx, tokenId)
    if (!scope) return 'gone'
    const action = `revoke-${words[scope]}-token`
    await writeAudit(tx, { at: now, staffId, action, subject: `token ${tokenId}` })
    return 'done'
  })
}
