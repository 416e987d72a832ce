/** Finds the server of a reader's domain. A plain form: it works without scripts; with them, live.js puts the answer below it. */
export function DomainBox({ typed }: { typed?: string }) {
  return (
    <search className="block max-w-[36rem] print:hidden">
      <form action="/find" method="get">
        <label htmlFor="q" className="mb-1 block text-sm font-semibold">
          Your domain, e-mail address or server
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
            placeholder="example.com or web07"
            aria-describedby="q-hint"
            className="field min-w-0 flex-1"
          />
          <button type="submit" className="button">
            Am I affected?
          </button>
        </div>
        <p id="q-hint" className="mt-1.5 text-sm text-soft">
          We look up where it points. No account needed, nothing is stored.
        </p>
      </form>
      {typed === undefined ? <div id="answer" role="status" /> : null}
    </search>
  )
}
