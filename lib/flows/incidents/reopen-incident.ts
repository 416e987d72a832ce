import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readShown } from '#db/reads/incidents/shown.ts'
import { reopenPost } from '#db/writes/incidents/reopened.ts'
import { insertUpdate } from '#db/writes/posts/posts.ts'
import { mailUpdate } from '#lib/flows/notices/mail-update.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { saidWords } from '#lib/flows/posts/said-words.ts'
import { reopenHours } from '#lib/rules/incidents/reopening.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import { later } from '#lib/rules/time/time.ts'

export type Reopening = SpokenWords & {
  postId: string
  staffId: string
  /** Why it is not over, as customers read it. */
  text: string
  isTold: boolean
  /** A program opens it, and somebody has still to take it. Left out: a person does, and has it. */
  isByProgram?: boolean
}

/**
 * Opens an incident again that was resolved within the last day, on the servers that it ended with. too-late: it is open, or
 * over for longer, or not public.
 */
export function reopenIncident(
  db: Database,
  { text, language, translations, ...reopened }: Reopening,
  now: Date,
): Promise<'done' | 'too-late'> {
  const { postId, staffId, isTold } = reopened
  const act = { postId, staffId, action: 'reopen-incident' as const, facts: { isTold } }
  return changePost<'too-late'>(db, act, now, async tx => {
    const since = later(now, -reopenHours * 3600)
    if (!(await reopenPost(tx, reopened, since, now))) return 'too-late'
    const id = newId()
    const said = saidWords({ language, translations })
    const words = { body: text, language: said.language, translations: said.texts }
    await insertUpdate(tx, { id, postId, staffId, phase: 'investigating', ...words, createdAt: now })
    if (isTold) await mailUpdate(tx, postId, text, now, { updateId: id, waitsUntil: null })
    return readShown(tx, postId)
  })
}
