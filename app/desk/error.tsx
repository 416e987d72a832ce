'use client'

import { typedWords } from './typed-words.ts'

type Given = { error: Error & { digest?: string }; reset: () => void }

/** What the desk shows in the place of a page that could not be made: the cause is in the log alone. */
export default function DeskError({ error, reset }: Given) {
  const typed = typedWords()
  return (
    <main id="main" className="frame py-16">
      <h1 className="headline">This could not be done</h1>
      <p>
        The database of this site does not answer, or the site itself has a fault: its log says which, and why
        {error.digest ? ` (${error.digest})` : ''}. What you sent was perhaps not taken: look before you send
        it again.
      </p>
      <p>
        <button type="button" className="button" onClick={reset}>
          Try again
        </button>
      </p>
      {typed.length > 0 ? (
        <section aria-label="What you had typed" className="mt-8 grid max-w-prose gap-3">
          <h2 className="section-title">What you had typed, to be copied</h2>
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
