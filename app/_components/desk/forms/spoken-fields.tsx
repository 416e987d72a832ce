'use client'

import { use, useState } from 'react'
import { useFormStatus } from 'react-dom'
import { TypedContext } from '#app/_components/desk/action-form.tsx'
import { useStart } from '#app/_components/desk/forms/field-start.ts'
import { TextArea } from '#app/_components/desk/forms/text-area.tsx'
import { fillIn, useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import type { PostTranslation } from '#lib/rules/languages/translation.ts'

/** A language that the site offers, as the desk calls it. */
export type OfferedLanguage = { code: string; name: string; dir: 'ltr' | 'rtl' }

/** A field that staff type in each language. rows: of a text; left out: it is one line. */
export type SpokenPart = {
  part: keyof PostTranslation
  label: string
  maxLength: number
  rows?: number
  /** What it begins with where nothing is stored, by language. */
  drafts?: Readonly<Record<string, string>>
}

type Props = {
  offered: readonly OfferedLanguage[]
  parts: readonly SpokenPart[]
  /** The language that the fields above are in, and what is stored in others. */
  language: string
  stored: Readonly<Record<string, PostTranslation | undefined>>
  /** The language cannot be chosen any more. */
  isFixed: boolean
  /** Something drafts the others. */
  canDraft: boolean
}

/** In which language the fields above are, and the same fields folded for each other one. */
export function SpokenFields({ offered, parts, language, stored, isFixed, canDraft }: Props) {
  const typed = use(TypedContext)
  const words = useDeskWords().languages
  const { key, ...start } = useStart('language', language)
  const [chosen, setChosen] = useState(start.defaultValue)
  const [seen, setSeen] = useState(start.defaultValue)
  if (seen !== start.defaultValue) {
    setSeen(start.defaultValue)
    setChosen(start.defaultValue)
  }
  const others = offered.filter(({ code }) => code !== chosen)
  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 border-l border-line pl-3">
      <legend className="sr-only">{words.languages}</legend>
      {isFixed ? (
        <input type="hidden" name="language" value={language} />
      ) : (
        <label className="grid gap-1 sm:justify-self-start">
          <span className="text-sm font-semibold">{words.wordsAreIn}</span>
          <select
            key={key}
            {...start}
            name="language"
            className="field"
            onChange={event => setChosen(event.currentTarget.value)}
          >
            {offered.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {others.map(other => (
        <details key={other.code} className="min-w-0">
          <summary className="min-h-11 cursor-pointer py-2">
            {fillIn(words.inLanguage, { name: other.name })}
            {isSaid(parts, other.code, typed, stored) ? null : (
              <span className="text-soft"> {words.nothingYet}</span>
            )}
          </summary>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
            {parts.map(each => (
              <PartField key={each.part} of={each} in={other} stored={stored[other.code]?.[each.part]} />
            ))}
          </div>
        </details>
      ))}
      {canDraft ? <DraftButton parts={parts} /> : null}
    </fieldset>
  )
}

function isSaid(
  parts: readonly SpokenPart[],
  code: string,
  typed: Readonly<Record<string, string>> | null,
  stored: Props['stored'],
): boolean {
  return parts.some(({ part, drafts }) =>
    Boolean(typed ? typed[`${part}.${code}`] : (stored[code]?.[part] ?? drafts?.[code])),
  )
}

function DraftButton({ parts }: Pick<Props, 'parts'>) {
  const { pending } = useFormStatus()
  const words = useDeskWords().languages
  return (
    <>
      {parts.map(({ part, maxLength }) => (
        <input key={part} type="hidden" name={`most.${part}`} value={maxLength} />
      ))}
      <button
        type="submit"
        name="do"
        value="translate"
        formNoValidate
        disabled={pending}
        className="chip justify-self-start disabled:cursor-wait disabled:opacity-60"
      >
        {words.draft}
      </button>
    </>
  )
}

type PartProps = { of: SpokenPart; in: OfferedLanguage; stored: string | undefined }

function PartField({
  of: { part, label, maxLength, rows, drafts },
  in: { code, name, dir },
  stored,
}: PartProps) {
  const words = useDeskWords().languages
  const field = `${part}.${code}`
  const { key, ...start } = useStart(field, stored ?? drafts?.[code])
  const shared = { ...start, name: field, maxLength, lang: code, dir, className: 'field' }
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <span className="text-sm font-semibold">{fillIn(words.partIn, { label, name })}</span>
      {rows ? <TextArea key={key} {...shared} rows={rows} /> : <input key={key} {...shared} />}
    </label>
  )
}
