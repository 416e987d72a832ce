import type { Database } from '#db/client.ts'
import { readShown } from '#db/reads/incidents/shown.ts'
import { slugsAround } from '#db/reads/posts/neighbours.ts'
import { withdrawDeclared } from '#db/writes/incidents/declared.ts'
import { forgetHistoryOf } from '#db/writes/incidents/history.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'

/** Takes back an incident that was declared a moment ago: nobody hears of it. too-late: notices of it may be on their way. */
export function takeBackIncident(
  db: Database,
  { postId, staffId }: { postId: string; staffId: string },
  now: Date,
): Promise<'done' | 'too-late'> {
  const act = { postId, staffId, action: 'take-back-incident' as const }
  return changePost<'too-late'>(db, act, now, async tx => {
    if (!(await withdrawDeclared(tx, postId, now))) return 'too-late'
    await forgetHistoryOf(tx, postId)
    return { ...(await readShown(tx, postId)), slugs: await slugsAround(tx, postId, now) }
  })
}
