import type { LookUpServer } from '#app/_components/post/server-chip.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { stateOf } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { stateLabel } from '#lib/words/servers.ts'

/** Finds servers for the chips of a text in what the page has read. */
export function lookUpAmong(servers: readonly BoardServer[]): LookUpServer {
  const known = new Map(servers.map(server => [server.hostname, server]))
  return hostname => {
    const server = known.get(hostname)
    if (!server) return undefined
    const { label, status } = server
    const word = stateLabel(readerWords(), stateOf(status))
    return { label, href: `/servers/${hostname}`, impact: status.impact, word }
  }
}
