import { randomBytes } from 'node:crypto'
import type { Database, Transaction } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { countAudience, readRecipients } from '#db/reads/notices/recipients.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { lockAdvisory } from '#db/writes/posts/advisories.ts'
import { dropAdvanceMails, noteAdvanceMails, setAdvanceToken } from '#db/writes/posts/ahead.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import type { AudienceOf } from '#lib/rules/notices/audience.ts'
import { advisoryFacts } from '#lib/rules/posts/advisory.ts'
import type { SeenAdvisory } from './withdraw-advisory.ts'

const perSlice = 5_000

/** How many watch one of these servers and get advisories: this is how many the private link would be mailed to. */
export function countAdvance(db: Database, serverIds: readonly string[], now: Date): Promise<number> {
  return readSnapshot(db, async tx => countAudience(tx, await audienceOf(tx, '', serverIds, now)))
}

/**
 * Shows the draft of an advisory to the customers of some servers before it is public: each is mailed a link that nobody
 * can guess, by mail alone, since others may read at a destination. One that it had before ends. no-servers: nobody is
 * named. changed-meanwhile: a colleague changed it since, or readers see it.
 */
export function openAdvance(
  db: Database,
  { postId, staffId, version, serverIds }: SeenAdvisory & { serverIds: readonly string[] },
  now: Date,
): Promise<'done' | 'no-servers' | 'changed-meanwhile'> {
  return db.transaction(async tx => {
    const post = await lockAdvisory(tx, postId)
    if (!post?.draft || post.version !== version || post.visibility === 'published')
      return 'changed-meanwhile'
    if (serverIds.length === 0) return 'no-servers'
    await setAdvanceToken(tx, post, randomBytes(24).toString('base64url'))
    await dropAdvanceMails(tx, postId)
    const count = await queueMails(tx, await audienceOf(tx, postId, serverIds, now), now)
    const subject = `post ${postId}`
    const facts = { count, servers: serverIds.length }
    await writeAudit(tx, { at: now, staffId, action: 'open-advance', subject, facts })
    return 'done'
  })
}

/** Ends the private link: who has it finds nothing. changed-meanwhile: a colleague changed it since, or there is none. */
export function closeAdvance(
  db: Database,
  { postId, staffId, version }: SeenAdvisory,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  return db.transaction(async tx => {
    const post = await lockAdvisory(tx, postId)
    if (!post?.advanceToken || post.version !== version) return 'changed-meanwhile'
    await setAdvanceToken(tx, post, null)
    await writeAudit(tx, { at: now, staffId, action: 'close-advance', subject: `post ${postId}` })
    return 'done'
  })
}

async function queueMails(tx: Transaction, notice: AudienceOf, now: Date): Promise<number> {
  let count = 0
  for (let after = ''; ; ) {
    const { ids, isAll } = await readRecipients(tx, notice, { freshSince: null, after }, perSlice)
    const noted = await noteAdvanceMails(tx, notice.postId, ids, now)
    await queueJobs(
      tx,
      'mail-advance',
      noted.map(subscriberId => ({ postId: notice.postId, subscriberId })),
    )
    count += noted.length
    after = ids.at(-1) ?? after
    if (isAll) return count
  }
}

async function audienceOf(
  tx: Transaction,
  postId: string,
  serverIds: readonly string[],
  now: Date,
): Promise<AudienceOf> {
  const servers = await readServersById(tx, [...serverIds])
  const facts = advisoryFacts({ title: '', text: '', servers, publishedAt: now })
  return { id: '', postId, kind: 'advisory', facts, createdAt: now }
}
