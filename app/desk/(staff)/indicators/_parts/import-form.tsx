'use client'

import type { ReactNode } from 'react'
import {
  ActionForm,
  FormAnswer,
  type FormOutcome,
  TypedContext,
  typedOf,
} from '#app/_components/desk/action-form.tsx'
import { useKeptAction } from '#app/_components/desk/forms/kept-action.ts'
import { TextArea } from '#app/_components/desk/forms/text-area.tsx'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'

/** What a list would add: the first of what was found, and of what was left out, with why. */
export type SignPreview = {
  content: string
  /** How much would be added, in a sentence. */
  summary: string
  /** Whether something would be. */
  isFresh: boolean
  /** type: with the words that it is in the list already, where it is. */
  found: { type: string; value: string; caution: string | null }[]
  /** How many more there are; null: these are all. */
  moreFound: string | null
  moreLeftOut: string | null
  leftOut: { where: string; text: string; why: string }[]
}

type PreviewOutcome = FormOutcome | { given: SignPreview }

type Props = {
  preview: (before: PreviewOutcome, form: FormData) => Promise<PreviewOutcome>
  apply: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
  words: Readonly<Record<'list' | 'file' | 'see' | 'whatIsLeftOut' | 'leftOut' | 'another', string>>
  /** The fields for all that is added, with the button. */
  children: ReactNode
}

/** Takes a list or a bundle, says what it would add, and adds it when that is wanted. Works without scripts, too. */
export function ImportForm({ preview, ...props }: Props) {
  const [outcome, submit] = useKeptAction<NonNullable<PreviewOutcome>>(preview, (problem, form) => {
    return { problem, typed: typedIn(form) }
  })
  if (outcome && 'given' in outcome) return <Previewed given={outcome.given} {...props} />
  const { words } = props
  return (
    <form action={submit} className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3">
      <TypedContext value={typedOf(outcome)}>
        <label htmlFor="given-list" className="grid gap-1">
          <span className="text-sm font-semibold">{words.list}</span>
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
          <span className="text-sm font-semibold">{words.file}</span>
          <input
            type="file"
            name="file"
            accept=".txt,.json,.csv,application/json,text/plain"
            className="field"
          />
        </label>
        <SubmitButton>{words.see}</SubmitButton>
      </TypedContext>
      <FormAnswer outcome={outcome} />
    </form>
  )
}

type PreviewedProps = Omit<Props, 'preview'> & { given: SignPreview }

function Previewed({ given, apply, words, children }: PreviewedProps) {
  const { content, summary, isFresh, found, leftOut } = given
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p role="status" className="font-semibold">
        {summary}
      </p>
      {leftOut.length > 0 ? (
        <section aria-label={words.whatIsLeftOut} className="rounded-lg bg-slow-bg px-4 py-3">
          <h3 className="font-semibold text-slow">{words.leftOut}</h3>
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
          <More words={given.moreLeftOut} />
        </section>
      ) : null}
      <ul className="rows">
        {found.map(({ type, value, caution }) => (
          <li key={`${type} ${value}`} className="grid gap-x-4 py-2 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <span className="text-soft">{type}</span>
            <span className="min-w-0">
              <code className="font-mono break-all">{value}</code>
              {caution ? <span className="block text-sm text-slow">{caution}</span> : null}
            </span>
          </li>
        ))}
      </ul>
      <More words={given.moreFound} />
      {isFresh ? (
        <ActionForm
          act="add-indicators"
          action={apply}
          className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3"
        >
          <textarea name="list" defaultValue={content} hidden readOnly />
          {children}
        </ActionForm>
      ) : null}
      <p>
        <a href="/desk/indicators/import">{words.another}</a>
      </p>
    </div>
  )
}

function More({ words }: { words: string | null }) {
  return words === null ? null : <p className="text-sm text-soft">{words}</p>
}
