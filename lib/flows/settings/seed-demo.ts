import { createHmac } from 'node:crypto'
import type { Database } from '#db/client.ts'
import { readServerNames } from '#db/reads/servers/servers.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { insertDemo } from '#db/writes/demo/insert-demo.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import { publishFiles } from '#lib/flows/posts/publish-files.ts'
import { demoPostsFolder } from '#lib/posts/files.ts'

/**
 * Loads the demo hoster into an empty database; does nothing where there are servers already.
 * Returns the token of the demo source, which is the same each time.
 */
export async function seedDemo(db: Database, now: Date): Promise<{ token: string; isNew: boolean }> {
  const token = `demo_${createHmac('sha256', (await readSecret(db)).present)
    .update('demo source')
    .digest('base64url')
    .slice(0, 24)}`
  if ((await readServerNames(db)).length === 0) await publishFiles(db, now, demoPostsFolder())
  const isNew = await db.transaction(tx => insertDemo(tx, hashToken(token), now))
  return { token, isNew }
}
