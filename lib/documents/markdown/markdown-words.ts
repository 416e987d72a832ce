import { siteAddress } from '#lib/documents/site.ts'
import type { MarkdownWords } from '#lib/posts/markdown-text.ts'
import { stateOf } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { stateLabel } from '#lib/words/servers.ts'
import type { Words } from '#lib/words/words.ts'

/** What the elements of a text are in Markdown: servers as they are now, points with their addresses. page: where it stands. */
export function markdownWords(words: Words, page: string, known: readonly BoardServer[]): MarkdownWords {
  const servers = new Map(known.map(server => [server.hostname, server]))
  return {
    addressOf: path => siteAddress(path.startsWith('#') ? `${page}${path}` : path),
    point: number => words('documents.markdown.point', { number }),
    callout: (tone, title) => {
      const word = words(`posts.text.${tone}`)
      return title ? words('posts.text.titled', { word, title }) : word
    },
    indicator: type => words('posts.text.indicator', { type }),
    lookUpServer: hostname => {
      const server = servers.get(hostname)
      if (!server) return null
      const { label, status } = server
      const word = stateLabel(words, stateOf(status))
      return { label, address: siteAddress(`/servers/${hostname}.md`), word }
    },
  }
}
