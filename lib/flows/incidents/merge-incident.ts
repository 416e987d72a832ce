import type { Database } from '#db/client.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { readShown } from '#db/reads/incidents/shown.ts'
import {
  lockOpenIncidents,
  moveBelongings,
  replaceAffected,
  writeMerger,
} from '#db/writes/incidents/merged.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { mergeAffected } from '#lib/rules/incidents/merger.ts'
import { earliest, latest } from '#lib/rules/time/time.ts'

export type Merger = { postId: string; intoId: string; staffId: string }

/**
 * Makes two open incidents one: servers, entries, notices, comments and whoever asked for the end go over, and the old address
 * leads to the other. Nobody is told. over: one of them is over, or not public.
 */
export function mergeIncident(
  db: Database,
  { postId, intoId, staffId }: Merger,
  now: Date,
): Promise<'done' | 'over'> {
  const act = { postId, staffId, action: 'merge-incident' as const, facts: { intoId } }
  return changePost<'over'>(db, act, now, async tx => {
    const both = await lockOpenIncidents(tx, [postId, intoId])
    const [gone, kept] = [await readIncident(tx, postId), await readIncident(tx, intoId)]
    if (both.length < 2 || !gone || !kept) return 'over'
    const { slug, hostnames } = await readShown(tx, postId)
    await replaceAffected(tx, intoId, mergeAffected(kept.affected, gone.affected))
    await replaceAffected(tx, postId, [])
    await moveBelongings(tx, postId, intoId)
    const notices = [gone.lastNoticeAt, kept.lastNoticeAt].filter(at => at !== null)
    const times = {
      startedAt: earliest([gone.startedAt, kept.startedAt]) ?? kept.startedAt,
      nextUpdateAt: earliest([gone.nextUpdateAt, kept.nextUpdateAt]),
      lastNoticeAt: notices.length > 0 ? latest(notices) : null,
    }
    await writeMerger(tx, { from: postId, into: intoId, staffId }, times, now)
    const shown = await readShown(tx, intoId)
    return { slugs: [slug, shown.slug], slug: shown.slug, hostnames: [...hostnames, ...shown.hostnames] }
  })
}
