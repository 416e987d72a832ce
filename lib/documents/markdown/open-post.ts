import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import { postLines } from '#lib/documents/plain/post-lines.ts'
import { siteAddress } from '#lib/documents/site.ts'
import { markdownText } from '#lib/posts/markdown-text.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { stateOf } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { stateLabel } from '#lib/words/servers.ts'
import type { Words } from '#lib/words/words.ts'
import { markdownWords } from './markdown-words.ts'

/** What is open, as a section: its title leads to its page. servers: those that its words may name. */
export function openPostSection(
  words: Words,
  post: OpenPost,
  { servers, now }: { servers: readonly BoardServer[]; now: Date },
): string {
  const said = markdownWords(words, post.slug ? `/posts/${post.slug}` : '/', servers)
  const [title = '', ...lines] = postLines(words, post, now, text => markdownText(text, said, 'light'))
  const heading = post.slug ? `## ${linkTo(title, `/posts/${post.slug}.md`)}` : `## ${literal(title)}`
  return [heading, ...lines].join('\n\n')
}

export function serverLine(words: Words, server: BoardServer): string {
  const said = words('documents.markdown.server', {
    server: linkTo(server.label, `/servers/${server.hostname}.md`),
    condition: stateLabel(words, stateOf(server.status)),
  })
  return `- ${said}`
}

export function linkTo(text: string, path: string): string {
  return `[${literal(text)}](${siteAddress(path)})`
}

/** Where people read the same. */
export function pageLine(words: Words, path: string): string {
  return words('documents.markdown.page', { address: siteAddress(path) })
}

/** Blocks as a Markdown file. */
export function blocksOf(blocks: readonly (string | null)[]): string {
  return `${blocks.filter(block => block !== null && block !== '').join('\n\n')}\n`
}
