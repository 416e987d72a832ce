import { readerWords } from '#app/_components/site/reader-words.ts'

/** Leaves the servers whose name, group or state has what is typed. Not shown until board.js, which filters, is there. */
export function WallFilter() {
  const words = readerWords()
  return (
    <div id="filter-box" className="wall-filter">
      <label htmlFor="filter" className="mb-1 block text-sm font-semibold">
        {words('board.filter.label')}
      </label>
      <input
        id="filter"
        type="search"
        maxLength={100}
        autoCapitalize="none"
        autoCorrect="off"
        autoComplete="off"
        spellCheck={false}
        className="field"
      />
      <output
        htmlFor="filter"
        data-count={words('board.filter.count', { shown: '{shown}', total: '{total}' })}
        className="mt-1 block min-h-6 text-sm text-soft"
      />
    </div>
  )
}
