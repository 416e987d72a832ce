import { ServerCell } from '#app/_components/board/server-cell.tsx'
import type { BoardServer } from '#lib/rules/servers/board.ts'

/** More than so many are folded away. */
const mostShown = 12

/** The servers that a post is about, as they are now, and where to ask for notices. */
export function PostServers({ servers, isOpen }: { servers: readonly BoardServer[]; isOpen: boolean }) {
  const [only] = servers
  if (!only) return null
  const rest = servers.slice(mostShown)
  return (
    <aside aria-labelledby="about" className="self-start rounded-lg border border-line px-4 py-3">
      <h2 id="about" className="text-sm font-semibold">
        {servers.length === 1 ? 'The server, as it is now' : `${servers.length} servers, as they are now`}
      </h2>
      <Cells servers={servers.slice(0, mostShown)} />
      {rest.length > 0 ? (
        <details className="mt-1">
          <summary className="cursor-pointer py-1 text-sm text-soft">and {rest.length} more</summary>
          <Cells servers={rest} />
        </details>
      ) : null}
      {isOpen ? (
        <p className="mt-2 text-sm print:hidden">
          <a
            href={servers.length === 1 ? `/subscribe?server=${only.id}` : '/subscribe'}
            className="inline-block py-1"
          >
            Get notices{servers.length === 1 ? ` for ${only.label}` : ''}
          </a>
        </p>
      ) : null}
    </aside>
  )
}

function Cells({ servers }: { servers: readonly BoardServer[] }) {
  return (
    <ul className="mt-1.5 -ml-1.5 flex flex-wrap gap-1">
      {servers.map(server => (
        <li key={server.id}>
          <ServerCell server={server} isTalking />
        </li>
      ))}
    </ul>
  )
}
