import { refresh } from 'next/cache'
import type { z } from 'zod'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import type { FormQuestion } from '#app/_components/desk/forms/confirmation.tsx'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { noteRefusal } from '#lib/flows/staff/note-refusal.ts'
import { noteNotAllowed } from '#lib/identity/note-not-allowed.ts'
import type { Desk } from '#lib/identity/session.ts'
import { isConfirmed } from '#lib/rules/desk/confirmation.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { draftOthers } from './draft-others.ts'
import { readForm, refusal } from './forms.ts'
import { roleWords } from './role-words.ts'
import { findStaff } from './session.ts'

/** What a person at the desk does with a form: who, on which database, when. */
export type DeskAct = Desk & { staffId: string; now: Date; form: FormData }

/** What became of it, in words. */
export type Said = { done: string } | { problem: string }

/** A new secret, which is shown in the place of its form. */
type Given = { given: unknown }

/** What a form asks before it is done; null: nothing. */
type Ask<Fields> = (fields: Fields, act: DeskAct) => Promise<FormQuestion | null>

/**
 * The action of a form at the desk: signed in, its fields read, confirmed where ask wants that, and what run says answered.
 * Only what succeeded shows the page anew: else the form would go, and what was typed in it.
 */
export function deskAction<Schema extends z.ZodType, Answer extends Said | Given>(
  schema: Schema,
  run: (fields: z.infer<Schema>, act: DeskAct) => Promise<Answer>,
  ask: Ask<z.infer<Schema>> = async () => null,
): (before: unknown, form: FormData) => Promise<FormOutcome | Extract<Answer, Given>> {
  return async (_before, form) => {
    const desk = await findStaff()
    if (!desk) return signedOut(form)
    const drafted = await draftOthers(form)
    if (drafted) return drafted
    const read = readForm(schema, form)
    if ('answer' in read) return read.answer
    const act = { ...desk, staffId: desk.staffMember.id, now: new Date(), form }
    const question = await questionOf(read.fields, act, ask)
    if (question) return question
    const answer = await run(read.fields, act).catch(thrown => notAllowed(thrown, desk))
    if ('given' in answer) return answer as Extract<Answer, Given>
    if ('problem' in answer) return refusal(answer.problem, form)
    refresh()
    return { done: answer.done }
  }
}

/** Does what a form asks; beyond the person's role, it is refused with what was typed. */
export function withinRole<Outcome>(form: FormData, run: () => Promise<Outcome>) {
  return orRefused(run, problem => refusal(problem, form))
}

/** Does something; beyond the person's role, refuse answers with the sentence that says so. */
export function orRefused<Outcome, Refused>(
  run: () => Promise<Outcome>,
  refuse: (sentence: string) => Refused,
): Promise<Outcome | Refused> {
  return run().catch(async (thrown: unknown) => {
    const desk = await findStaff()
    return refuse(desk ? (await notAllowed(thrown, desk)).problem : signedOutWords())
  })
}

/** For what a flow threw: when that is beyond this person's role, it is written down, and said who may; else it is thrown on. */
async function notAllowed(thrown: unknown, { db, staffMember }: Desk): Promise<{ problem: string }> {
  if (!(thrown instanceof NotAllowed)) throw thrown
  noteNotAllowed(thrown)
  await noteRefusal(db, staffMember.id, thrown, new Date())
  const all = await readStaff(db)
  const now = all.find(({ id }) => id === staffMember.id)
  if (!now) return { problem: staffWords('deskShared.deskAction.noStaffAnyMore') }
  const owners = all.filter(({ role }) => role === 'owner').map(({ name }) => name)
  return {
    problem: staffWords('deskShared.deskAction.roleMissing', {
      role: roleWords()[now.role],
      neededRole: roleWords()[thrown.least],
      owners: owners.join(', '),
    }),
  }
}

/** The words for an outcome of a flow: done, or what kept it from being done. */
export function say<Result extends string>(outcome: Result, words: Readonly<Record<Result, string>>): Said {
  return outcome === 'done' ? { done: words[outcome] } : { problem: words[outcome] }
}

/** Why nothing can be done before the person signs in, whose words stay in the form. */
export const signedOutWords = () => staffWords('deskShared.deskAction.youAreSignedOut')

/** What a form is answered whose person is signed out. */
export function signedOut(form: FormData) {
  return { problem: signedOutWords(), typed: typedIn(form), isSignedOut: true }
}

/** What has to be confirmed first; null: nothing, or it is. */
async function questionOf<Fields>(fields: Fields, act: DeskAct, ask: Ask<Fields>): Promise<FormOutcome> {
  return confirmedFirst(await ask(fields, act), act.form)
}

/** The question that this form has not been confirmed against; null: it is, or there is none. */
export function confirmedFirst(question: FormQuestion | null, form: FormData): FormOutcome {
  if (!question) return null
  const answer = form.get('confirmed')
  if (answer === 'no') return refusal(staffWords('deskShared.deskAction.failed'), form)
  return isConfirmed(answer, question.count) ? null : { ask: question, typed: typedIn(form) }
}
