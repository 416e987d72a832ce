import type { z } from 'zod'
import { type DeskAdvisory, readAdvisory, readReach } from '#db/reads/posts/advisory.ts'
import type * as contracts from '#lib/api/contract/advisories.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { answerSpoken, spokenOf } from '#lib/api/run/spoken.ts'
import { previewNotice } from '#lib/flows/notices/preview-notice.ts'
import { publishAdvisory } from '#lib/flows/posts/publish-advisory.ts'
import { saidPost } from '#lib/flows/posts/said-words.ts'
import { saveAdvisory } from '#lib/flows/posts/save-advisory.ts'
import { withdrawAdvisory } from '#lib/flows/posts/withdraw-advisory.ts'
import type { AdvisoryDraft } from '#lib/rules/posts/advisory.ts'
import { slugFor } from '#lib/rules/posts/slug.ts'
import { ourSite } from '#lib/site.ts'
import { chosenServers } from './chosen.ts'
import { draftOfAdvisory } from './drafts.ts'
import { type NoticeAnswer, refuseFor, tell } from './told.ts'
import { wrongText, wrongTranslation } from './wrong-text.ts'

type Body<Contract extends { body: z.ZodType }> = { body: z.output<Contract['body']> }
type At = { params: { post: string } }
type Written = { is: 'done'; id: string }

export const noAdvisory = (id: string) => refuseWith(404, `There is no advisory with the id “${id}”.`)

/** Keeps an advisory as a draft. */
export async function runDraft(
  { body }: Body<typeof contracts.draftAdvisoryContract>,
  act: ApiAct,
): Promise<Written | NotDone> {
  return save(act, { ...body, postId: act.idFor('post'), version: 0, slug: slugFor(body.title, act.now) })
}

/** Writes the draft of an advisory anew. */
export async function runRewrite(
  { params: { post }, body }: At & Body<typeof contracts.rewriteAdvisoryContract>,
  act: ApiAct,
): Promise<Written | NotDone> {
  const advisory = await readAdvisory(act.db, post)
  return advisory ? save(act, { ...body, postId: post, slug: advisory.slug }) : noAdvisory(post)
}

type Saving = z.output<(typeof contracts.draftAdvisoryContract)['body']> & {
  postId: string
  version: number
  slug: string
}

async function save(
  { db, now, caller }: ApiAct,
  { postId, version, slug, title, summary, text: body, language, translations, ...named }: Saving,
): Promise<Written | NotDone> {
  const chosen = await chosenServers(db, named)
  if ('refused' in chosen) return chosen
  const said = saidPost(spokenOf({ language, translations }))
  const wrong = (await wrongText(db, body)) ?? (await wrongTranslation(db, said.translations))
  if (wrong) return wrong
  const serverIds = chosen.servers.map(({ id }) => id)
  const words: AdvisoryDraft = { title, summary, body, serverIds, ...said }
  const saved = await saveAdvisory(db, { postId, staffId: caller.id, version, slug, draft: words }, now)
  if (saved === 'slug-taken')
    return refuseWith(409, `Another post has the address ${slug}. Change the title.`, 'title')
  return saved === 'saved' ? { is: 'done', id: postId } : refuseFor('changed-meanwhile')
}

/** The words that staff work on. */
export async function runGetDraft({ params: { post } }: At, { db }: ApiAct) {
  const advisory = await readAdvisory(db, post)
  return advisory ? shown(advisory) : noAdvisory(post)
}

function shown({ id, slug, visibility, version, hasDraft, words, servers }: DeskAdvisory) {
  const { title, summary, body: text, language = ourSite().language, translations = {} } = words
  const spoken = answerSpoken({ language, translations })
  const hostnames = servers.map(server => server.hostname)
  return { id, slug, visibility, version, hasDraft, title, summary, text, ...spoken, servers: hostnames }
}

/** Shows a draft to readers. */
export async function runPublish(
  { params: { post }, body }: At & Body<typeof contracts.publishAdvisoryContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const advisory = await readAdvisory(db, post)
  if (!advisory) return noAdvisory(post)
  const { version, notify: isTold, change = null } = body
  if (!advisory.hasDraft || advisory.version !== version) return refuseFor('changed-meanwhile')
  const { kind, count } = await readReach(db, advisory, now)
  if (isTold && kind === 'update' && change === null) return refuseFor('words-missing')
  const said = { change, ...spokenOf(body) }
  const publication = { postId: post, staffId: caller.id, version, isTold, ...said }
  const mail = isTold
    ? async () => previewNotice(db, await draftOfAdvisory(db, advisory, kind, change, now), now)
    : null
  const told = { postId: post, reach: isTold ? count : 0, mail }
  return tell(act, told, () => publishAdvisory(db, publication, now))
}

/** Takes an advisory back. */
export async function runWithdraw(
  { params: { post }, body: { version } }: At & Body<typeof contracts.withdrawAdvisoryContract>,
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  if (!(await readAdvisory(db, post))) return noAdvisory(post)
  const outcome = await withdrawAdvisory(db, { postId: post, staffId: caller.id, version }, now)
  return outcome === 'done' ? { is: 'done', id: post } : refuseFor(outcome)
}
