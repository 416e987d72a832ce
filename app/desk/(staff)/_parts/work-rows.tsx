'use client'

import { type FormEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { RowForms } from '#app/_components/desk/rows/row-forms.ts'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { useDeskWords } from '#app/_components/desk/words/desk-words.tsx'

export type WorkRowElement = { key: string; element: ReactNode }

/** children: what stands below the rows. */
type Props = { rows: readonly WorkRowElement[]; children?: ReactNode }

/**
 * The rows of the work list, which change while somebody types. A row in which something was typed stays when what it waited
 * for is gone, until the person puts it away; what was done is said here, since its row goes with it.
 */
export function WorkRows({ rows, children }: Props) {
  const { rows: words } = useDeskWords()
  const [done, setDone] = useState('')
  const [typedIn, setTypedIn] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<ReadonlyMap<string, ReactNode>>(new Map())
  const present = new Map(rows.map(({ key, element }) => [key, element]))
  const gone = [...typedIn].filter(key => !present.has(key) && last.current.has(key))
  last.current = new Map([...gone.map(key => [key, last.current.get(key)] as const), ...present])

  const note = (key: string) => {
    if (!typedIn.has(key)) setTypedIn(new Set([...typedIn, key]))
  }
  const forget = (key: string) => setTypedIn(typed => without(typed, key))
  const listener = useMemo(
    () => ({
      settle(form: HTMLFormElement, words: string) {
        setDone(words)
        setTypedIn(typed => without(typed, keyOf(form)))
      },
    }),
    [],
  )
  const shown = [...gone.map(key => ({ key, element: last.current.get(key) })), ...rows]
  return (
    <RowForms value={listener}>
      <p role="status" className={done ? 'mt-4 text-ok' : 'sr-only'}>
        {done}
      </p>
      {shown.length > 0 ? <h2 className="section-title mt-9 mb-3">{words.title}</h2> : null}
      <ol className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
        {shown.map(({ key, element }) => (
          <li key={key} data-key={key} onInput={event => isText(event) && note(key)} className="min-w-0">
            {present.has(key) ? null : <PutAway forget={() => forget(key)} />}
            {element}
          </li>
        ))}
      </ol>
      {children}
    </RowForms>
  )
}

/** Above a row that is there only for what was typed in it. */
function PutAway({ forget }: { forget: () => void }) {
  const { rows: words } = useDeskWords()
  return (
    <form action={forget} className="mb-2 flex flex-wrap items-center gap-3 rounded-lg bg-slow-bg px-4 py-2">
      <p className="text-slow">{words.gone}</p>
      <SubmitButton look="side">{words.putAway}</SubmitButton>
    </form>
  )
}

function without(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return new Set([...keys].filter(other => other !== key))
}

function keyOf(form: HTMLFormElement): string {
  return form.closest<HTMLElement>('[data-key]')?.dataset.key ?? ''
}

function isText({ target }: FormEvent): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement
}
