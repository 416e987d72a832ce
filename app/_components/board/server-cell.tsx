import { readerWords } from '#app/_components/site/reader-words.ts'
import { stateOf } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { stateLabel } from '#lib/words/servers.ts'
import { lookOf } from './look.ts'
import { Shape } from './shape.tsx'

/** A server as a small labelled link. Fine is a dot and quiet, unless isTalking; all else says its word. */
export function ServerCell({ server, isTalking = false }: { server: BoardServer; isTalking?: boolean }) {
  const state = stateOf(server.status)
  const { tone, shape } = lookOf(state)
  return (
    <a href={`/servers/${server.hostname}`} data-tone={tone} className="cell">
      {tone === 'fine' ? null : <Shape name={shape} />}
      <span translate="no" className="cell-label">
        {server.label}
      </span>{' '}
      <span className={tone === 'fine' && !isTalking ? 'sr-only' : undefined}>
        {stateLabel(readerWords(), state)}
      </span>
    </a>
  )
}
