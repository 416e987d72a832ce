'use client'

type Given = { error: Error & { digest?: string }; reset: () => void }

/** What the desk shows in the place of a page that could not be made: the cause is in the log alone. */
export default function DeskError({ error, reset }: Given) {
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
    </main>
  )
}
