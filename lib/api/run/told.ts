import type { Database } from '#db/client.ts'
import { readPublicSlug } from '#db/reads/comments/comments.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { pageAt } from './shown-post.ts'

/** What a write that may tell people answers. */
export type Telling = { dryRun: boolean; reach: number; post: string | null; address: string | null }

/** Why nothing was done, by the name that a flow gives it. */
const obstacles = {
  over: 'It is over or not public, so nothing was done.',
  future: 'Its beginning has to be in the past.',
  past: 'Its end is past already.',
  'too-late': 'It is open, or over for more than a day. Declare a new one.',
  'changed-meanwhile': 'It has changed meanwhile, or is past that, so nothing was done. Read it again.',
  'words-missing': 'Say in “change” what is different: that is what the mail says. Or tell nobody.',
} as const
export type Obstacle = keyof typeof obstacles

const fields: Partial<Record<Obstacle, string>> = {
  future: 'startedAt',
  past: 'endsAt',
  'words-missing': 'change',
}

export function refuseFor(obstacle: Obstacle): NotDone {
  const field = fields[obstacle]
  return refuseWith(field ? 422 : 409, obstacles[obstacle], field)
}

/**
 * Does what may tell people, or with dry_run only says whom. A request that comes again after a fault finds its post there
 * already, which is as good as done.
 */
export async function tell(
  { db, isDry }: ApiAct,
  { postId, reach }: { postId: string; reach: number },
  act: () => Promise<'done' | 'there-already' | Obstacle>,
): Promise<Telling | NotDone> {
  if (isDry) return { dryRun: true, reach, post: null, address: null }
  const outcome = await act()
  if (outcome !== 'done' && outcome !== 'there-already') return refuseFor(outcome)
  return { dryRun: false, reach, post: postId, address: await addressOf(db, postId) }
}

async function addressOf(db: Database, postId: string): Promise<string | null> {
  const slug = await db.transaction(tx => readPublicSlug(tx, postId))
  return slug === null ? null : pageAt(`/posts/${slug}`)
}
