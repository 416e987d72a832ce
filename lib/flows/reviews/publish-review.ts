import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readAffectedIds } from '#db/reads/incidents/affected.ts'
import { readUpdateSubject } from '#db/reads/incidents/update-facts.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import { addNotice } from '#db/writes/notices/notices.ts'
import type { Shown } from '#db/writes/posts/posts.ts'
import { changeReview, type LockedReview, lockReview } from '#db/writes/reviews/reviews.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { plainBody } from '#lib/flows/posts/plain-body.ts'
import { isUnfinished, openingOf } from '#lib/rules/reviews/review.ts'

export type ReviewPublication = {
  postId: string
  staffId: string
  /** What the person had seen. */
  version: number
  /** Who was told of the incident hears of it. */
  isTold: boolean
}

/**
 * Shows the draft of a review on its incident's page, and tells who was told of the incident, if wanted. unfinished: there
 * are places where staff have still to write. changed-meanwhile: a colleague changed it since, or there is no draft.
 */
export function publishReview(
  db: Database,
  { postId, staffId, version, isTold }: ReviewPublication,
  now: Date,
): Promise<'done' | 'unfinished' | 'changed-meanwhile'> {
  const act = { postId, staffId, action: 'publish-review' as const, facts: { version, isTold } }
  return changePost<'unfinished' | 'changed-meanwhile'>(db, act, now, async tx => {
    const held = await lockReview(tx, postId)
    const body = held?.review?.draft ?? null
    if (!held?.review || body === null || held.review.version !== version) return 'changed-meanwhile'
    return isUnfinished(body) ? 'unfinished' : publishHeld(tx, held, body, isTold, now)
  })
}

/** Shows a review that its caller has locked to readers. Returns where it shows. */
export async function publishHeld(
  tx: Transaction,
  held: LockedReview,
  body: string,
  isTold: boolean,
  now: Date,
): Promise<Shown> {
  const publishedAt = held.review?.publishedAt ?? now
  const told = isTold ? { announcedAt: now } : {}
  const translations = held.review?.draftTranslations ?? {}
  const words = { body, translations, draft: null, draftTranslations: {} }
  const shown = { ...words, publishedAt, editedAt: now, withdrawnAt: null, isWaived: false }
  const planned = { publishAt: null, publishPlan: null }
  await changeReview(tx, held, { ...shown, ...planned, ...told }, now)
  if (isTold) await tellReview(tx, held.id, body, now)
  const servers = await readServersById(tx, await readAffectedIds(tx, held.id))
  return { slug: held.slug, hostnames: servers.map(server => server.hostname) }
}

/** A mail says its first section; the page has the rest. */
async function tellReview(tx: Transaction, postId: string, body: string, now: Date): Promise<void> {
  const { title, servers } = await readUpdateSubject(tx, postId)
  const text = await plainBody(tx, { postId, body: openingOf(body) }, now)
  const saying = { is: 'words' as const, about: 'incident' as const, title, text }
  const facts = { servers, endedBefore: [], stillAffected: [], saying }
  await addNotice(tx, { id: newId(), postId, kind: 'review', facts }, now)
}
