import { readerWords } from '#app/_components/site/reader-words.ts'

/** Finds a server of the brand by its name or its address. A plain form: it works without scripts. */
export function BrandFind({ typed }: { typed?: string }) {
  const words = readerWords()
  return (
    <search className="mt-9 block max-w-[36rem] print:hidden">
      <form action="/find" method="get">
        <label htmlFor="q" className="mb-1 block text-sm font-semibold">
          {words('brands.find.label')}
        </label>
        <div className="flex flex-col gap-2 sm:flex-row">
          <input
            id="q"
            name="q"
            type="text"
            required
            maxLength={300}
            defaultValue={typed}
            autoCapitalize="none"
            autoCorrect="off"
            autoComplete="off"
            spellCheck={false}
            className="field min-w-0 flex-1"
          />
          <button type="submit" className="button">
            {words('find.box.button')}
          </button>
        </div>
      </form>
    </search>
  )
}
