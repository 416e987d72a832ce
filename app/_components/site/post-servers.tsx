import { Cells } from '#app/_components/board/cells.tsx'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { readerWords } from './reader-words.ts'

/** More than this many are folded away. */
const mostShown = 12

const listed = 'mt-1.5 -ml-1.5 flex flex-wrap gap-1'

/** The servers that a post is about, as they are now, and where to ask for notices. */
export function PostServers({ servers, isOpen }: { servers: readonly BoardServer[]; isOpen: boolean }) {
  const [only] = servers
  if (!only) return null
  const words = readerWords()
  const rest = servers.slice(mostShown)
  return (
    <aside aria-labelledby="about" className="self-start rounded-lg border border-line px-4 py-3">
      <h2 id="about" className="text-sm font-semibold">
        {words('posts.page.server', { count: servers.length })}
      </h2>
      <Cells servers={servers.slice(0, mostShown)} className={listed} isTalking />
      {rest.length > 0 ? (
        <details className="mt-1">
          <summary className="cursor-pointer py-1 text-sm text-soft">
            {words('posts.page.more', { count: String(rest.length) })}
          </summary>
          <Cells servers={rest} className={listed} isTalking />
        </details>
      ) : null}
      {isOpen ? (
        <p className="mt-2 text-sm print:hidden">
          <a
            href={servers.length === 1 ? `/subscribe?server=${only.id}` : '/subscribe'}
            className="inline-block py-1"
          >
            {servers.length === 1
              ? words('posts.page.noticesFor', { server: only.label })
              : words('posts.page.notices')}
          </a>
        </p>
      ) : null}
    </aside>
  )
}
