'use server'

import { redirect } from 'next/navigation'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { answer, readForm, refusal, typedIn } from '#app/desk/forms.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readAdvisory, readPostChanges, readReach } from '#db/reads/posts/advisory.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { answerComment } from '#lib/flows/comments/answer-comment.ts'
import { hideComment, showComment } from '#lib/flows/comments/hide-comment.ts'
import { discardDraft } from '#lib/flows/posts/discard-draft.ts'
import { publishAdvisory } from '#lib/flows/posts/publish-advisory.ts'
import { saveAdvisory } from '#lib/flows/posts/save-advisory.ts'
import { withdrawAdvisory } from '#lib/flows/posts/withdraw-advisory.ts'
import type { Desk } from '#lib/identity/session.ts'
import type { AdvisoryOutcome } from './_parts/advisory-outcome.ts'
import { postForms, type ReadAdvisory, readAdvisoryForm } from './post-forms.ts'

const changed = 'A colleague was quicker, so nothing was done. Load the page again to see how it is now.'

/** Keeps what was written as a draft, and leads on to it or to its preview. */
export async function save(_before: AdvisoryOutcome, form: FormData): Promise<AdvisoryOutcome> {
  const { db, staffMember } = await requireStaff()
  const now = new Date()
  const read = readAdvisoryForm(form, await readTargets(db), now)
  const typed = typedIn(form)
  if ('problems' in read) return { is: 'wrong', problems: read.problems, typed }
  const { onward, ...written } = read.written
  const saved = await saveAdvisory(db, { ...written, staffId: staffMember.id }, now)
  switch (saved) {
    case 'saved':
      return redirect(`/desk/posts/${written.postId}${onward === 'preview' ? '/preview' : ''}`)
    case 'slug-taken': {
      const sentence = `Another post has the address ${written.slug}. Choose another one.`
      return { is: 'wrong', problems: [{ field: 'slug', sentence }], typed }
    }
    case 'changed':
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

export async function publish(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(postForms.publication, form)
  if ('answer' in read) return read.answer
  const now = new Date()
  const { postId, isTold, change } = read.fields
  const advisory = isTold && !change ? await readAdvisory(db, postId) : null
  if (advisory && (await readReach(db, advisory, now)).kind === 'update')
    return refusal('Say what has changed: that is what the mail says. Or do not tell subscribers.', form)
  const isDone = await publishAdvisory(db, { ...read.fields, staffId: staffMember.id }, now)
  const done = isTold ? 'Published. Subscribers are told now.' : 'Published. Nobody gets mail about it.'
  return answer(isDone, done, changed, form)
}

export async function withdraw(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(postForms.seen, form)
  if ('answer' in read) return read.answer
  const isDone = await withdrawAdvisory(db, { ...read.fields, staffId: staffMember.id }, new Date())
  return answer(isDone, 'Withdrawn. Its page says so, and no more mail about it goes out.', changed, form)
}

/** Throws a draft away; what was never public is gone with it. */
export async function discard(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(postForms.seen, form)
  if ('answer' in read) return read.answer
  const isDone = await discardDraft(db, { ...read.fields, staffId: staffMember.id }, new Date())
  return isDone ? redirect('/desk/posts') : refusal(changed, form)
}

export async function answerIt(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(postForms.answer, form)
  if ('answer' in read) return read.answer
  const isDone = await answerComment(db, { ...read.fields, staffMember }, new Date())
  const gone = 'This comment or its post is not public any more, so nothing was published.'
  return answer(isDone, 'Published. Its author is told, if he wants that.', gone, form)
}

export async function hide(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(postForms.hiding, form)
  if ('answer' in read) return read.answer
  const isDone = await hideComment(db, { ...read.fields, staffId: staffMember.id }, new Date())
  return answer(isDone, 'Hidden.', 'A colleague hid it already.', form)
}

export async function show(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(postForms.showing, form)
  if ('answer' in read) return read.answer
  const isDone = await showComment(db, { ...read.fields, staffId: staffMember.id }, new Date())
  return answer(isDone, 'Shown again.', 'It is shown already.', form)
}
