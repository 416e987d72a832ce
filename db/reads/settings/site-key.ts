import { createHash, createPublicKey, sign } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { StoredSiteKey, unsealSiteKey } from '#db/keys/site-key.ts'
import { settings } from '#db/schema/setting.ts'

/** What this site signs with. */
export type SiteKey = {
  /** As agents pin it: SPKI in PEM. */
  publicKey: string
  /** SHA-256 of it in DER, in hex: what people compare. */
  fingerprint: string
  /** ECDSA with SHA-256 over these very bytes, in DER. */
  sign: (bytes: Buffer) => Buffer
}

/** The signing key of the site; null: none was made yet, as in a database that no product has started on. */
export async function readSiteKey(db: Database | Transaction): Promise<SiteKey | null> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'site-key'))
  if (!row) return null
  const { publicKey, privateKey } = unsealSiteKey(StoredSiteKey.parse(row.value))
  const der = createPublicKey(publicKey).export({ type: 'spki', format: 'der' })
  return {
    publicKey,
    fingerprint: createHash('sha256').update(der).digest('hex'),
    sign: bytes => sign('sha256', bytes, privateKey),
  }
}
