import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import { readDuePublications } from '#db/reads/posts/advance.ts'
import { lockAdvisory } from '#db/writes/posts/advisories.ts'
import { dropPins } from '#db/writes/posts/ahead.ts'
import { asPart, type SpokenWords, textsByLanguage } from '#lib/rules/languages/translation.ts'
import type { AdvisoryDraft } from '#lib/rules/posts/advisory.ts'
import { getShared } from '#lib/shared.ts'
import { changePost } from './change-post.ts'
import { pagesOf } from './page-paths.ts'
import { publishLocked } from './publish-advisory.ts'

/** As many are published one after the other; more wait for the next minute. */
const mostAtOnce = 100

/**
 * Publishes the advisories whose time has come, as who set the time wanted it, and puts back posts that were first for
 * long enough. Returns how many were published; called once a minute, and what was missed is made up for. Throws what the first one failed by,
 * once all others are published.
 */
export async function publishDue(db: Database, now: Date): Promise<number> {
  await endPins(db, now)
  const due = await readDuePublications(db, now, mostAtOnce)
  const outcomes: Awaited<ReturnType<typeof publishOne>>[] = []
  const failures: unknown[] = []
  for (const { id, plan } of due)
    await publishOne(db, id, plan.staffId, now).then(
      outcome => outcomes.push(outcome),
      failure => failures.push(failure),
    )
  // One that fails keeps no other waiting, and is tried again in a minute.
  if (failures.length > 0) throw failures[0]
  return outcomes.filter(outcome => outcome === 'done').length
}

function publishOne(db: Database, postId: string, staffId: string, now: Date) {
  const act = { postId, staffId, action: 'publish-planned-advisory' as const, facts: { isByTime: true } }
  return changePost<'changed-meanwhile'>(db, act, now, async tx => {
    const post = await lockAdvisory(tx, postId)
    const { publishAt, publishPlan } = post ?? {}
    if (!post?.draft || !publishAt || !publishPlan || publishAt > now) return 'changed-meanwhile'
    // Who was warned meanwhile needs words on what has changed: the summary says it.
    const change = publishPlan.change ?? (post.publishedAt ? post.draft.summary : null)
    const said = publishPlan.change ? publishPlan : { ...publishPlan, ...summaryWords(post.draft) }
    return publishLocked(tx, post, { ...said, change }, now)
  })
}

async function endPins(db: Database, now: Date): Promise<void> {
  const change = await db.transaction(async tx => {
    const slugs = await dropPins(tx, now)
    return slugs.length > 0 ? announcePages(tx, pagesOf([], []), now) : null
  })
  if (change) await getShared().pages.refresh(change)
}

/** The summary of a draft as an entry has it. */
function summaryWords({ language, translations = {} }: AdvisoryDraft): SpokenWords {
  return { language, translations: asPart('body', textsByLanguage('summary', translations)) }
}
