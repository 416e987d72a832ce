import { describedBy, Labelled } from '#app/_components/forms/labelled.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { postKinds } from '#lib/rules/posts/post.ts'
import type { PostSearch } from '#lib/rules/posts/search.ts'
import './history.css'

/** Looks through all posts. A plain form: it works without scripts. */
export function SearchForm({ typed }: { typed?: PostSearch }) {
  const words = readerWords()
  return (
    <search className="block print:hidden">
      <form action="/history/search" method="get" className="search-fields">
        <Labelled id="words" label={words('history.search.text')} hint={words('history.search.textHint')}>
          <input
            id="words"
            name="q"
            type="search"
            maxLength={120}
            defaultValue={typed?.text}
            className="field"
            {...describedBy('words', { hint: true })}
          />
        </Labelled>
        <Labelled
          id="server"
          label={words('history.search.server')}
          hint={words('history.search.serverHint')}
        >
          <input
            id="server"
            name="server"
            type="text"
            maxLength={253}
            defaultValue={typed?.server}
            autoCapitalize="none"
            autoCorrect="off"
            autoComplete="off"
            spellCheck={false}
            className="field"
            {...describedBy('server', { hint: true })}
          />
        </Labelled>
        <Labelled id="kind" label={words('history.search.kind')}>
          <select id="kind" name="kind" defaultValue={typed?.kind ?? ''} className="field">
            <option value="">{words('history.search.anyKind')}</option>
            {postKinds.map(kind => (
              <option key={kind} value={kind}>
                {words(`posts.kindInList.${kind}`)}
              </option>
            ))}
          </select>
        </Labelled>
        <button type="submit" className="button">
          {words('history.search.button')}
        </button>
      </form>
    </search>
  )
}
