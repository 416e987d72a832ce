import type { z } from 'zod'
import { countAdvanceMails } from '#db/reads/posts/advance.ts'
import { readAdvisory, readReach } from '#db/reads/posts/advisory.ts'
import type * as contracts from '#lib/api/contract/private-links.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { previewNotice } from '#lib/flows/notices/preview-notice.ts'
import { previewAdvance } from '#lib/flows/posts/mail-advance.ts'
import { closeAdvance, countAdvance, openAdvance } from '#lib/flows/posts/open-advance.ts'
import { dropPublication, planPublication } from '#lib/flows/posts/plan-publication.ts'
import { noAdvisory } from './advisories.ts'
import { chosenServers } from './chosen.ts'
import { draftOfAdvisory } from './drafts.ts'
import { pageAt } from './shown-post.ts'
import { type MailShown, type NoticeAnswer, refuseFor, shownMail, tell } from './told.ts'

type Body<Contract extends { body: z.ZodType }> = { body: z.output<Contract['body']> }
type At = { params: { post: string } }
type Seen = At & { body: { version: number } }
type Written = { is: 'done'; id: string }

const linkOf = (token: string | null) => (token === null ? null : pageAt(`/advance/${token}`))

/** The private link of an advisory. */
export async function runGetLink({ params: { post } }: At, { db }: ApiAct) {
  const advisory = await readAdvisory(db, post)
  if (!advisory) return noAdvisory(post)
  const { advanceToken, version } = advisory
  const mailed = advanceToken === null ? 0 : await countAdvanceMails(db, post)
  return { address: linkOf(advanceToken), mailed, version }
}

type Opened = { dryRun: boolean; reach: number; address: string | null; mail: MailShown | null }

/** Mails customers of some servers a private link. */
export async function runOpenLink(
  { params: { post }, body: { version, ...named } }: At & Body<typeof contracts.openPrivateLinkContract>,
  { db, now, caller, isDry }: ApiAct,
): Promise<Opened | NotDone> {
  const advisory = await readAdvisory(db, post)
  if (!advisory) return noAdvisory(post)
  if (advisory.filePath !== null)
    return refuseWith(409, 'This advisory is kept as a file, and is public with it. It has no private link.')
  const isOpenable = advisory.hasDraft && advisory.visibility !== 'published'
  if (!isOpenable || advisory.version !== version) return refuseFor('changed-meanwhile')
  const chosen = await chosenServers(db, named)
  if ('refused' in chosen) return chosen
  const serverIds = chosen.servers.map(({ id }) => id)
  if (serverIds.length === 0) return refuseFor('no-servers')
  const reach = await countAdvance(db, serverIds, now)
  const mail = () => previewAdvance(advisory.words.title)
  if (isDry) return { dryRun: true, reach, address: null, mail: await shownMail(mail) }
  const outcome = await openAdvance(db, { postId: post, staffId: caller.id, version, serverIds }, now)
  if (outcome !== 'done') return refuseFor(outcome)
  const { advanceToken = null } = (await readAdvisory(db, post)) ?? {}
  return { dryRun: false, reach, address: linkOf(advanceToken), mail: null }
}

/** Ends the private link. */
export function runEndLink(asked: Seen, act: ApiAct): Promise<Written | NotDone> {
  return change(asked, act, closeAdvance)
}

/** Has an advisory published by itself. */
export async function runPlanAdvisory(
  { params: { post }, body }: At & Body<typeof contracts.planAdvisoryContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const advisory = await readAdvisory(db, post)
  if (!advisory) return noAdvisory(post)
  const { version, at, notify: isTold, change: words = null } = body
  if (at <= now) return refuseFor('past', 'at')
  if (!advisory.hasDraft || advisory.version !== version) return refuseFor('changed-meanwhile')
  const { kind, count } = await readReach(db, advisory, now)
  if (isTold && kind === 'update' && words === null) return refuseFor('words-missing')
  const mail = isTold
    ? async () => previewNotice(db, await draftOfAdvisory(db, advisory, kind, words, at), at)
    : null
  const plan = { postId: post, version, at, plan: { staffId: caller.id, isTold, change: words } }
  return tell(act, { postId: post, reach: isTold ? count : 0, mail }, () => planPublication(db, plan, now))
}

/** Takes its time back. */
export function runUnplanAdvisory(asked: Seen, act: ApiAct): Promise<Written | NotDone> {
  return change(asked, act, dropPublication)
}

async function change(
  { params: { post }, body: { version } }: Seen,
  { db, now, caller }: ApiAct,
  how: typeof closeAdvance,
): Promise<Written | NotDone> {
  if (!(await readAdvisory(db, post))) return noAdvisory(post)
  const outcome = await how(db, { postId: post, staffId: caller.id, version }, now)
  return outcome === 'done' ? { is: 'done', id: post } : refuseFor(outcome)
}
