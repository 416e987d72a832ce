import { randomBytes } from 'node:crypto'
import type { Database } from '#db/client.ts'
import { deleteToken, insertToken } from '#db/writes/customers/api-tokens.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { hashToken } from '#lib/alerts/request/token.ts'

/** Makes a token that may change the customer map, and nothing else. It is shown once; null: the name is taken. */
export function makeCustomerToken(
  db: Database,
  { name, staffId }: { name: string; staffId: string },
  now: Date,
): Promise<string | null> {
  const token = `customers_${randomBytes(24).toString('base64url')}`
  return db.transaction(async tx => {
    const id = await insertToken(tx, { name, scope: 'customers', tokenHash: hashToken(token) }, now)
    if (!id) return null
    await writeAudit(tx, { at: now, staffId, action: 'make-customer-token', subject: `token ${id}` })
    return token
  })
}

/** From now on the token changes nothing. Returns whether it was there. */
export function revokeCustomerToken(
  db: Database,
  { tokenId, staffId }: { tokenId: string; staffId: string },
  now: Date,
): Promise<boolean> {
  return db.transaction(async tx => {
    if (!(await deleteToken(tx, tokenId))) return false
    await writeAudit(tx, { at: now, staffId, action: 'revoke-customer-token', subject: `token ${tokenId}` })
    return true
  })
}
