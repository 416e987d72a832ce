'use server'

import { redirect } from 'next/navigation'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { deskAction, orRefused, say, signedOutWords } from '#app/desk/desk-action.ts'
import { draftOthers } from '#app/desk/draft-others.ts'
import { askForGood, askToTell, askToWithdraw } from '#app/desk/questions.ts'
import { findStaff } from '#app/desk/session.ts'
import { changeLimits, readSpoken } from '#app/desk/spoken-form.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { countTold } from '#db/reads/notices/told.ts'
import { readAdvisory, readPostChanges, readReach } from '#db/reads/posts/advisory.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { discardDraft } from '#lib/flows/posts/discard-draft.ts'
import { publishAdvisory } from '#lib/flows/posts/publish-advisory.ts'
import { saveAdvisory } from '#lib/flows/posts/save-advisory.ts'
import { withdrawAdvisory } from '#lib/flows/posts/withdraw-advisory.ts'
import type { Desk } from '#lib/identity/session.ts'
import type { AdvisoryOutcome } from './_parts/advisory-outcome.ts'
import { postForms, type ReadAdvisory, readAdvisoryForm } from './post-forms.ts'

const changed = () => staffWords('deskPosts.actions.aColleagueWasQuicker')

/** Keeps what was written as a draft, and leads on to it or to its preview. */
export async function save(_before: AdvisoryOutcome, form: FormData): Promise<AdvisoryOutcome> {
  const refused = (sentence: string) => ({ is: 'failed' as const, sentence, typed: typedIn(form) })
  return orRefused(() => saveDraft(form), refused)
}

async function saveDraft(form: FormData): Promise<AdvisoryOutcome> {
  const desk = await findStaff()
  const typed = typedIn(form)
  if (!desk) return { is: 'failed', sentence: signedOutWords(), typed }
  const drafted = await draftOthers(form)
  if (drafted && 'problem' in drafted) return { is: 'failed', sentence: drafted.problem, typed }
  if (drafted) return { is: 'filled', sentence: drafted.filled, typed: { ...drafted.typed } }
  const { db, staffMember } = desk
  const now = new Date()
  const read = readAdvisoryForm(form, await readTargets(db), now)
  if ('problems' in read) return { is: 'wrong', problems: read.problems, typed }
  const { onward, ...written } = read.written
  const saved = await saveAdvisory(db, { ...written, staffId: staffMember.id }, now)
  switch (saved) {
    case 'saved':
      return redirect(`/desk/posts/${written.postId}${onward === 'preview' ? '/preview' : ''}`)
    case 'slug-taken': {
      const sentence = staffWords('deskPosts.actions.addressTaken', { slug: written.slug })
      return { is: 'wrong', problems: [{ field: 'slug', sentence }], typed }
    }
    case 'changed-meanwhile':
      return conflict(db, written, typed)
  }
}

/** What a colleague made of it meanwhile. Who saves again has seen that, so the form carries its version from now on. */
async function conflict(
  db: Desk['db'],
  { postId }: Pick<ReadAdvisory, 'postId'>,
  typed: Record<string, string>,
): Promise<AdvisoryOutcome> {
  const [theirs, [last]] = await Promise.all([readAdvisory(db, postId), readPostChanges(db, postId)])
  if (!theirs) return { is: 'gone', staffName: last?.staffName ?? null, typed }
  const { words, servers, version } = theirs
  return {
    is: 'changed',
    staffName: last?.staffName ?? null,
    at: (last?.at ?? theirs.updatedAt).toISOString(),

    theirs: { ...words, serverNames: servers.map(server => server.label).join(', ') },
    typed: { ...typed, version: String(version) },
  }
}

export const publish = deskAction(
  postForms.publication,
  async (fields, { db, staffId, now, form }) =>
    say(await publishAdvisory(db, { ...fields, ...readSpoken(form, changeLimits), staffId }, now), {
      done: fields.isTold
        ? staffWords('deskPosts.actions.publishedSubscribersAreTold')
        : staffWords('deskPosts.actions.publishedNobodyGetsMail'),
      'words-missing': staffWords('deskPosts.actions.sayWhatHasChanged'),
      'changed-meanwhile': changed(),
    }),
  async ({ postId, isTold }, { db, now }) => {
    const advisory = isTold ? await readAdvisory(db, postId) : null
    if (!advisory) return null
    return askToTell(
      staffWords('deskPosts.actions.publishIt', { title: advisory.words.title }),
      (await readReach(db, advisory, now)).count,
    )
  },
)

export const withdraw = deskAction(
  postForms.seen,
  async (fields, { db, staffId, now }) =>
    say(await withdrawAdvisory(db, { ...fields, staffId }, now), {
      done: staffWords('deskPosts.actions.withdrawnItsPageSays'),
      'changed-meanwhile': changed(),
    }),
  async ({ postId }, { db }) => {
    const advisory = await readAdvisory(db, postId)
    if (!advisory) return null
    return askToWithdraw(
      staffWords('deskPosts.actions.withdrawIt', { title: advisory.words.title }),
      await countTold(db, postId, ['advisory', 'update']),
    )
  },
)

/** Throws a draft away; what was never public is gone with it. */
export const discard = deskAction(
  postForms.seen,
  async (fields, { db, staffId, now }) => {
    const outcome = await discardDraft(db, { ...fields, staffId }, now)
    return outcome === 'done' ? redirect('/desk/posts') : { problem: changed() }
  },
  async () =>
    askForGood(
      staffWords('deskPosts.actions.throwTheseWordsAway'),
      staffWords('deskPosts.actions.yesThrowThemAway'),
    ),
)
