import { createHmac } from 'node:crypto'
import { type Database, getDatabase } from '#db/client.ts'
import { countFromAddress, readOpenTrouble } from '#db/reads/comments/me-toos.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { insertMeToo, lockReaders } from '#db/writes/comments/me-toos.ts'
import { mostPerAddress } from '#lib/rules/comments/me-too.ts'
import { ourSite } from '#lib/site.ts'

export type MeToo = {
  postId: string
  serverId: string
  /** What its cookie says. */
  browser: string
  /** From which it came; an IPv6 network counts as one. */
  address: string
}

/**
 * Counts a reader who has the trouble of a post too, on one server of it. Twice is as good as once. Neither the cookie nor
 * the address is kept, only keyed hashes until the next night. gone: readers see no such open post, or no such button.
 */
export async function countMeToo(
  { postId, serverId, browser, address }: MeToo,
  now: Date,
  db: Database = getDatabase(),
): Promise<{ is: 'counted' | 'often'; slug: string } | { is: 'gone' }> {
  if (!ourSite().shows.meToo) return { is: 'gone' }
  const { present } = await readSecret(db)
  const hash = (text: string) =>
    createHmac('sha256', present).update(`me-too\n${postId}\n${text}`).digest('base64url').slice(0, 22)
  const addressHash = hash(`address ${address}`)
  return db.transaction(async tx => {
    const trouble = await readOpenTrouble(tx, { postId, serverId })
    if (!trouble) return { is: 'gone' }
    await lockReaders(tx, addressHash)
    if ((await countFromAddress(tx, { postId, serverId, addressHash })) >= mostPerAddress)
      return { is: 'often', ...trouble }
    await insertMeToo(tx, { postId, serverId, browserHash: hash(`browser ${browser}`), addressHash }, now)
    return { is: 'counted', ...trouble }
  })
}
