'use client'

import { FormAnswer, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { useKeptAction } from '#app/_components/desk/forms/kept-action.ts'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'

type CodesOutcome = FormOutcome | { given: readonly string[] }

type Props = {
  action: (before: unknown, form: FormData) => Promise<CodesOutcome>
  button: string
  /** What is said above the codes. */
  once: string
}

/** A form whose answer is a list of recovery codes, shown in its place until the page is left. Works without scripts, too. */
export function CodesForm({ action, button, once }: Props) {
  const [outcome, submit] = useKeptAction<NonNullable<CodesOutcome>>(action, (problem, form) => {
    return { problem, typed: typedIn(form) }
  })
  if (outcome && 'given' in outcome) return <Codes codes={outcome.given} once={once} />
  return (
    <form action={submit} className="grid gap-2">
      <SubmitButton look="side">{button}</SubmitButton>
      <FormAnswer outcome={outcome} />
    </form>
  )
}

function Codes({ codes, once }: { codes: readonly string[]; once: string }) {
  return (
    <div className="grid gap-3">
      <p role="status" className="rounded-lg bg-slow-bg px-4 py-3 text-slow">
        {once}
      </p>
      <pre data-codes className="rounded-md bg-none-bg px-3 py-2 whitespace-pre-wrap select-all">
        {codes.join('\n')}
      </pre>
    </div>
  )
}
