import { readerWords } from './reader-words.ts'

/** Finds the server of a reader's domain. A plain form: it works without scripts; with them, finding.js puts the answer below it. */
export function DomainBox({ typed }: { typed?: string }) {
  const words = readerWords()
  return (
    <search className="block max-w-[36rem] print:hidden">
      <form action="/find" method="get">
        <label htmlFor="q" className="mb-1 block text-sm font-semibold">
          {words('find.box.label')}
        </label>
        <div className="flex flex-col gap-2 sm:flex-row">
          <input
            id="q"
            name="q"
            type="text"
            required
            maxLength={300}
            defaultValue={typed}
            inputMode="url"
            autoCapitalize="none"
            autoCorrect="off"
            autoComplete="off"
            spellCheck={false}
            placeholder={words('find.box.example')}
            aria-describedby="q-hint"
            className="field min-w-0 flex-1"
          />
          <button type="submit" className="button">
            {words('find.box.button')}
          </button>
        </div>
        <p id="q-hint" className="mt-1.5 text-sm text-soft">
          {words('find.box.hint')}
        </p>
      </form>
      {typed === undefined ? <div id="answer" role="status" /> : null}
    </search>
  )
}
