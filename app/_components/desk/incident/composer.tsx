'use client'

import { type ReactNode, use } from 'react'
import {
  FormAnswer,
  type FormOutcome,
  RoundContext,
  TypedContext,
} from '#app/_components/desk/action-form.tsx'
import { useKeptAction } from '#app/_components/desk/forms/kept-action.ts'
import { type TypedFields, typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { MailFrame } from '#app/_components/desk/mail-frame.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { fillIn, useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import type { UpdatePreview } from '#lib/flows/incidents/preview-update.ts'

/** What writing an update answers: also a template put into its words, or what readers would get of them. */
export type ComposerOutcome =
  | FormOutcome
  | { preview: UpdatePreview; others: readonly OtherPreview[]; typed: TypedFields }

/** The words in another language, as its readers would read them. */
export type OtherPreview = {
  lang: string
  dir: 'ltr' | 'rtl'
  name: string
  /** null: the title is ours, or there is none in this language. */
  title: string | null
  text: string
}

type Props = {
  action: (before: ComposerOutcome, form: FormData) => Promise<ComposerOutcome>
  publish: string
  /** How strong its button is. */
  look?: 'main' | 'side'
  children: ReactNode
}

/** A form for words that customers read, with templates above it and what readers would get beside it. */
export function Composer({ action, publish, look = 'main', children }: Props) {
  const [outcome, send] = useKeptAction<NonNullable<ComposerOutcome>>(action, (problem, sent) => ({
    problem,
    typed: typedIn(sent),
  }))
  const words = useDeskWords().preview
  const preview = outcome && 'preview' in outcome ? outcome : null
  const answer = outcome && ('done' in outcome || 'problem' in outcome) ? outcome : null
  return (
    <div className={preview ? 'grid items-start gap-6 lg:grid-cols-2' : undefined}>
      <form action={send} className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {/* What Enter in a field does: nothing that anybody is told of. */}
        <button type="submit" name="do" value="preview" hidden tabIndex={-1} aria-hidden="true" />
        <RoundContext value={outcome}>
          <TypedContext value={outcome && 'typed' in outcome ? outcome.typed : null}>{children}</TypedContext>
        </RoundContext>
        <FormAnswer outcome={answer} />
        {outcome && 'filled' in outcome ? (
          <p role="status" className="text-sm text-soft">
            {outcome.filled}
          </p>
        ) : null}
        <div className="flex flex-wrap gap-3">
          <SubmitButton look={look} choice={{ name: 'do', value: 'publish' }}>
            {publish}
          </SubmitButton>
          <SubmitButton look="side" choice={{ name: 'do', value: 'preview' }}>
            {words.preview}
          </SubmitButton>
        </div>
      </form>
      {preview ? <Preview {...preview} /> : null}
    </div>
  )
}

/** What the words were that a template made, to know them from what was typed. */
export function Drafted({ stored = '' }: { stored?: string }) {
  const drafted = use(TypedContext)?.drafted ?? stored
  return <input key={drafted} type="hidden" name="drafted" defaultValue={drafted} />
}

function Preview({
  preview: { banner, mail, message },
  others,
}: {
  preview: UpdatePreview
  others: readonly OtherPreview[]
}) {
  const { preview: words, languages } = useDeskWords()
  const [headline, ...lines] = message
  return (
    <section
      aria-label={words.title}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 lg:border-l lg:border-line lg:pl-6"
    >
      <Sample title={words.page}>
        <p className="font-semibold">{banner}</p>
      </Sample>
      <Sample title={words.message}>
        <p className="font-semibold wrap-anywhere">{headline}</p>
        {lines.map(line => (
          <p key={line} className="wrap-anywhere whitespace-pre-wrap">
            {line}
          </p>
        ))}
      </Sample>
      <Sample title={words.mail}>
        <p className="font-semibold wrap-anywhere">{mail.subject}</p>
        <MailFrame title={words.theMail} html={mail.html} />
      </Sample>
      {others.map(({ lang, dir, name, title, text }) => (
        <Sample key={lang} title={fillIn(languages.inLanguage, { name })}>
          <div lang={lang} dir={dir} className="wrap-anywhere whitespace-pre-wrap">
            {title ? <p className="font-semibold">{title}</p> : null}
            <p>{text}</p>
          </div>
        </Sample>
      ))}
    </section>
  )
}

function Sample({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1">
      <h3 className="text-sm font-semibold text-soft">{title}</h3>
      {children}
    </div>
  )
}
