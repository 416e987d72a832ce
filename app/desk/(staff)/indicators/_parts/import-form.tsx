'use client'

import {
  ActionForm,
  FormAnswer,
  type FormOutcome,
  TypedContext,
  typedOf,
} from '#app/_components/desk/action-form.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { useKeptAction } from '#app/_components/desk/forms/kept-action.ts'
import { TextArea } from '#app/_components/desk/forms/text-area.tsx'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { SwitchFields } from './entry-fields.tsx'

/** What a list would add: the first of what was found, and of what was left out, with why. */
export type SignPreview = {
  content: string
  count: number
  /** How many of them are not in the list yet. */
  fresh: number
  found: { type: string; value: string; isKnown: boolean; caution: string | null }[]
  leftOutCount: number
  leftOut: { where: string; text: string; why: string }[]
}

type PreviewOutcome = FormOutcome | { given: SignPreview }

type Props = {
  preview: (before: PreviewOutcome, form: FormData) => Promise<PreviewOutcome>
  apply: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
}

/** Takes a list or a bundle, says what it would add, and adds it when that is wanted. Works without scripts, too. */
export function ImportForm({ preview, apply }: Props) {
  const [outcome, submit] = useKeptAction<NonNullable<PreviewOutcome>>(preview, (problem, form) => {
    return { problem, typed: typedIn(form) }
  })
  if (outcome && 'given' in outcome) return <Previewed given={outcome.given} apply={apply} />
  return (
    <form action={submit} className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3">
      <TypedContext value={typedOf(outcome)}>
        <label htmlFor="given-list" className="grid gap-1">
          <span className="text-sm font-semibold">A list, or a STIX 2.1 bundle</span>
          <TextArea
            id="given-list"
            name="list"
            rows={10}
            defaultValue={typedOf(outcome)?.list ?? ''}
            className="field font-mono text-sm"
            spellCheck={false}
          />
        </label>
        <label className="grid max-w-md gap-1">
          <span className="text-sm font-semibold">Or a file</span>
          <input
            type="file"
            name="file"
            accept=".txt,.json,.csv,application/json,text/plain"
            className="field"
          />
        </label>
        <SubmitButton>See what it does</SubmitButton>
      </TypedContext>
      <FormAnswer outcome={outcome} />
    </form>
  )
}

function Previewed({ given, apply }: { given: SignPreview; apply: Props['apply'] }) {
  const { content, count, fresh, found, leftOut, leftOutCount } = given
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p role="status" className="font-semibold">
        {fresh} {fresh === 1 ? 'entry' : 'entries'} would be added
        {count > fresh ? `, ${count - fresh} are in the list already` : ''}
        {leftOutCount > 0 ? `, and ${leftOutCount} ${leftOutCount === 1 ? 'is' : 'are'} left out` : ''}.
      </p>
      {leftOut.length > 0 ? (
        <section aria-label="What is left out" className="rounded-lg bg-slow-bg px-4 py-3">
          <h3 className="font-semibold text-slow">Left out</h3>
          <ul className="grid gap-1">
            {leftOut.map(({ where, text, why }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and lines may be alike
              <li key={place} className="wrap-anywhere">
                {where}
                {text ? <code className="mx-1 font-mono text-sm">{text}</code> : ' '}
                {why}
              </li>
            ))}
          </ul>
          <More count={leftOutCount} shown={leftOut.length} />
        </section>
      ) : null}
      <ul className="rows">
        {found.map(({ type, value, isKnown, caution }) => (
          <li key={`${type} ${value}`} className="grid gap-x-4 py-2 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <span className="text-soft">
              {type}
              {isKnown ? ', in the list already' : ''}
            </span>
            <span className="min-w-0">
              <code className="font-mono break-all">{value}</code>
              {caution ? <span className="block text-sm text-slow">{caution}</span> : null}
            </span>
          </li>
        ))}
      </ul>
      <More count={count} shown={found.length} />
      {fresh > 0 ? (
        <ActionForm
          act="add-indicators"
          action={apply}
          className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3"
        >
          <textarea name="list" defaultValue={content} hidden readOnly />
          <TextField label="Tag for all of them" name="tag" required={false} maxLength={40} />
          <TextField label="Where they were published" name="reference" required={false} maxLength={300} />
          <SwitchFields isActive={false} isPublic={false} />
          <SubmitButton>Add them</SubmitButton>
        </ActionForm>
      ) : null}
      <p>
        <a href="/desk/indicators/import">Another list instead</a>
      </p>
    </div>
  )
}

function More({ count, shown }: { count: number; shown: number }) {
  return count > shown ? <p className="text-sm text-soft">and {count - shown} more</p> : null
}
