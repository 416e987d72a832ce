import { stateWord } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { lookOf } from './look.ts'
import { Shape } from './shape.tsx'

/** A server as a small labelled link. Fine is quiet, unless isTalking; all else says its word. */
export function ServerCell({ server, isTalking = false }: { server: BoardServer; isTalking?: boolean }) {
  const word = stateWord(server.status)
  const { tone, shape } = lookOf(word)
  return (
    <a href={`/servers/${server.hostname}`} data-tone={tone} className="cell">
      <Shape name={shape} />
      <span translate="no" className="cell-label">
        {server.label}
      </span>{' '}
      <span className={tone === 'fine' && !isTalking ? 'sr-only' : undefined}>{word}</span>
    </a>
  )
}
