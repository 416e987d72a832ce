import { generateKeyPairSync } from 'node:crypto'
import type { Database } from '#db/client.ts'
import { readSiteKey, type SiteKey } from '#db/reads/settings/site-key.ts'
import { addSiteKey } from '#db/writes/settings/site-key.ts'

/** The signing key of the site, which is made where there is none. Several processes may do it at once: one is kept. */
export async function makeSiteKey(db: Database): Promise<SiteKey> {
  const known = await readSiteKey(db)
  if (known) return known
  await addSiteKey(
    db,
    generateKeyPairSync('ec', {
      namedCurve: 'prime256v1',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }),
  )
  const kept = await readSiteKey(db)
  if (!kept) throw new Error('The signing key of the site was deleted while it was being made.')
  return kept
}
