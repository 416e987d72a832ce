import { readerWords } from '#app/_components/site/reader-words.ts'
import { escapeMarkup } from '#lib/documents/markup.ts'
import { type ServerState, stateOf } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { stateLabel } from '#lib/words/servers.ts'
import type { Words } from '#lib/words/words.ts'
import { lookOf } from './look.ts'
import { shapePath } from './shape.tsx'

type Props = {
  servers: readonly BoardServer[]
  id?: string
  className: string
  /** Whether what is fine says its word too. */
  isTalking?: boolean
  /** Over how many cells of a grid one goes; left out: there is no grid. */
  spanOf?: (server: BoardServer) => string | number | undefined
}

/**
 * Servers as small labelled links. As text, not as elements: a board has ten thousand of them, and each change makes it anew on
 * the thread that serves everybody.
 */
export function Cells({ servers, id, className, isTalking = false, spanOf = () => undefined }: Props) {
  const write = cellWriter(readerWords(), isTalking)
  const items = servers.map(server => {
    const span = spanOf(server)
    return `<li${span === undefined ? '' : ` data-span="${span}"`}>${write(server)}</li>`
  })
  // biome-ignore lint/security/noDangerouslySetInnerHtml: names and labels are escaped where it is written
  return <ul id={id} className={className} dangerouslySetInnerHTML={{ __html: items.join('') }} />
}

/** Fine is a dot and quiet, unless isTalking; all else says its word. */
function cellWriter(words: Words, isTalking: boolean): (server: BoardServer) => string {
  const ends = new Map<ServerState, string>()
  const endOf = (state: ServerState) => {
    const known = ends.get(state)
    if (known !== undefined) return known
    const style = state === 'fine' && !isTalking ? ' class="sr-only"' : ''
    const end = `</span> <span${style}>${escapeMarkup(stateLabel(words, state))}</span></a>`
    ends.set(state, end)
    return end
  }
  return ({ hostname, label, status }) => {
    const state = stateOf(status)
    const { tone, shape } = lookOf(state)
    const sign = tone === 'fine' ? '' : shapeMarkup(shapePath(shape))
    const link = `<a href="/servers/${escapeMarkup(hostname)}" data-tone="${tone}" class="cell">`
    return `${link}${sign}<span translate="no" class="cell-label">${escapeMarkup(label)}${endOf(state)}`
  }
}

function shapeMarkup(path: string): string {
  return `<svg viewBox="0 0 12 12" aria-hidden="true" class="shape"><path fill-rule="evenodd" d="${path}"></path></svg>`
}
