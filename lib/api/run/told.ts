import type { Database } from '#db/client.ts'
import { readPublicSlug } from '#db/reads/comments/comments.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { pageAt } from './shown-post.ts'

/** What a write that may tell people answers. */
export type NoticeAnswer = {
  dryRun: boolean
  reach: number
  post: string | null
  address: string | null
  mail: MailShown | null
}
export type MailShown = { subject: string; text: string }

/** Makes the mail that would go out; null: none would. */
export type MailOf = (() => Promise<MailShown | null>) | null

/** Why nothing was done, by the name that a flow gives it. */
const obstacles = {
  over: 'It is over or not public, so nothing was done.',
  future: 'Its beginning has to be in the past.',
  past: 'This moment is past already.',
  'too-late': 'It is open, or over for more than a day. Declare a new one.',
  'changed-meanwhile': 'It has changed meanwhile, or is past that, so nothing was done. Read it again.',
  unfinished: 'There is ✎ where something is still to be written. Write there first.',
  only: 'No other server is left in it. Cancel the whole maintenance instead.',
  never: 'No window would come: the last one is past already, or a turn does not fit.',
  gone: 'This incident is not over, or not public, so nothing was done.',
  'no-servers': 'Name at least one server, or a group that has some.',
  'words-missing': 'Say in “change” what is different: that is what the mail says. Or tell nobody.',
} as const
export type Obstacle = keyof typeof obstacles

const fields: Partial<Record<Obstacle, string>> = {
  future: 'startedAt',
  never: 'rule',
  'no-servers': 'servers',
  'words-missing': 'change',
}

/** pastField: the field of what may not be past. */
export function refuseFor(obstacle: Obstacle, pastField = 'endsAt'): NotDone {
  const field = obstacle === 'past' ? pastField : fields[obstacle]
  return refuseWith(field ? 422 : 409, obstacles[obstacle], field)
}

/**
 * Does what may tell people, or with dry_run only says whom. A request that comes again after a fault finds its post there
 * already, which is as good as done.
 */
export async function tell(
  { db, isDry }: ApiAct,
  { postId, reach, mail }: { postId: string; reach: number; mail: MailOf },
  act: () => Promise<'done' | 'there-already' | Obstacle>,
): Promise<NoticeAnswer | NotDone> {
  if (isDry) return { dryRun: true, reach, post: null, address: null, mail: await shownMail(mail) }
  const outcome = await act()
  if (outcome !== 'done' && outcome !== 'there-already') return refuseFor(outcome)
  return { dryRun: false, reach, post: postId, address: await addressOf(db, postId), mail: null }
}

/** What of a mail is shown where nobody is mailed. */
export async function shownMail(mail: MailOf): Promise<MailShown | null> {
  const made = mail && (await mail())
  return made && { subject: made.subject, text: made.text }
}

async function addressOf(db: Database, postId: string): Promise<string | null> {
  const slug = await db.transaction(tx => readPublicSlug(tx, postId))
  return slug === null ? null : pageAt(`/posts/${slug}`)
}
