'use client'

import { fillIn, useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import { typedWords } from './typed-words.ts'

type Given = { error: Error & { digest?: string }; reset: () => void }

/** What the desk shows in the place of a page that could not be made: the cause is in the log alone. */
export default function DeskError({ error, reset }: Given) {
  const typed = typedWords()
  const { fault } = useDeskWords()
  return (
    <main id="main" className="frame py-16">
      <h1 className="headline">{fault.title}</h1>
      <p>{error.digest ? fillIn(fault.textOf, { digest: error.digest }) : fault.text}</p>
      <p>
        <button type="button" className="button" onClick={reset}>
          {fault.again}
        </button>
      </p>
      {typed.length > 0 ? (
        <section aria-label={fault.typed} className="mt-8 grid max-w-prose gap-3">
          <h2 className="section-title">{fault.typedToCopy}</h2>
          {typed.map(({ label, text }) => (
            <label key={label} className="grid gap-1">
              <span className="text-sm font-semibold">{label}</span>
              <textarea readOnly rows={4} value={text} className="field" />
            </label>
          ))}
        </section>
      ) : null}
    </main>
  )
}
