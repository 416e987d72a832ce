import { refresh } from 'next/cache'
import type { z } from 'zod'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import type { Desk } from '#lib/identity/session.ts'
import { readForm, refusal, typedIn } from './forms.ts'
import { requireStaff } from './session.ts'

/** What a person at the desk does with a form: who, on which database, when. */
export type DeskAct = Desk & { staffId: string; now: Date; form: FormData }

/** What became of it, in words. */
export type Said = { done: string } | { problem: string }

/** What has to be agreed to first: the form is sent again with it. */
export type AskedFirst = { question: string; agreed: string }

/** A new secret, which is shown in the place of its form. */
type Given = { given: unknown }

/**
 * The action of a form at the desk: signed in, its fields read, and what run says answered. Only what succeeded shows the
 * page anew: else the form would go, and what was typed in it.
 */
export function deskAction<Schema extends z.ZodType, Answer extends Said | AskedFirst | Given>(
  schema: Schema,
  run: (fields: z.infer<Schema>, act: DeskAct) => Promise<Answer>,
): (before: unknown, form: FormData) => Promise<FormOutcome | Extract<Answer, Given>> {
  return async (_before, form) => {
    const desk = await requireStaff()
    const read = readForm(schema, form)
    if ('answer' in read) return read.answer
    const answer = await run(read.fields, { ...desk, staffId: desk.staffMember.id, now: new Date(), form })
    if ('given' in answer) return answer as Extract<Answer, Given>
    if ('problem' in answer) return refusal(answer.problem, form)
    if ('question' in answer)
      return { question: answer.question, typed: { ...typedIn(form), agreed: answer.agreed } }
    refresh()
    return { done: answer.done }
  }
}

/** The words for an outcome of a flow: done, or what kept it from being done. */
export function say<Result extends string>(outcome: Result, words: Readonly<Record<Result, string>>): Said {
  return outcome === 'done' ? { done: words[outcome] } : { problem: words[outcome] }
}
