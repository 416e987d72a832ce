import { createHash } from 'node:crypto'
import { type Database, getDatabase } from '#db/client.ts'
import { readHandOverSecrets, readReadership } from '#db/reads/readers/readership.ts'
import { useHandOver } from '#db/writes/readers/readership.ts'
import { readHandOver } from '#lib/identity/hand-over.ts'
import { cookieFor } from '#lib/identity/readers.ts'
import type { HandOverProblem } from '#lib/rules/readers/readership.ts'

/** Lets a customer in whom the hoster's panel hands over, once by each hand-over: returns their cookie, or why not. */
export async function enterSite(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<{ cookie: string } | { problem: HandOverProblem }> {
  const secrets = await readHandOverSecrets(db)
  const read = await readHandOver(
    token,
    secrets.map(({ value }) => value),
    now,
  )
  if (typeof read === 'string') return { problem: read }
  if ((await readReadership(db)) === 'staff') return { problem: 'staff' }
  const idHash = createHash('sha256').update(read.id).digest('hex')
  const isFirst = await db.transaction(tx => useHandOver(tx, { idHash, forgetAt: read.until }, now))
  if (!isFirst) return { problem: 'used' }
  return { cookie: await cookieFor(db, read.grant, now) }
}
