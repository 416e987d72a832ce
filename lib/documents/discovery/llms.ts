import { type Board, readBoard } from '#db/reads/servers/board.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { markdown } from '#lib/documents/format.ts'
import { siteAddress } from '#lib/documents/site.ts'
import { documentIn, offeredLanguages } from '#lib/language.ts'
import { languages } from '#lib/rules/languages/language.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { ourSite } from '#lib/site.ts'
import { siteSentence } from '#lib/words/board.ts'
import { seriesOf } from '#lib/words/list.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'

/** For language models: the state, and where what is (https://llmstxt.org). */
export const llmsText: PublicDocument = {
  path: /^\/llms\.txt$/,
  format: markdown,
  maxAgeSeconds: 60,
  write: async (_, { db, now }) => {
    const words = wordsIn('en')
    const board = await readBoard(now, db)
    const lists = listsFor(board).flatMap(({ title, links }) => [
      '',
      `## ${words(`discovery.${title}`)}`,
      '',
      ...links.map(([path, key]) => `- [${words(`discovery.${key}`)}](${siteAddress(path)})`),
    ])
    return `${[
      `# ${literal(ourSite().name)}`,
      '',
      `> ${literal(siteSentence(words, board.banner))}`,
      '',
      words('discovery.note'),
      ...languageNote(words),
      ...lists,
    ].join('\n')}\n`
  },
}

/** In which other languages the same is said; nothing where there is one. */
function languageNote(words: Words): string[] {
  const others = offeredLanguages().filter(language => language !== 'en')
  const [first] = others
  if (!first) return []
  const named = seriesOf(
    words,
    others.map(language => `${languages[language].name} (${language})`),
  )
  return [
    '',
    words('discovery.languages', { others: named, example: siteAddress(documentIn(first, '/status.txt')) }),
  ]
}

/** With the name of a server, a group and a post that there are. */
function listsFor({ servers, groups, open, recent }: Board) {
  const server = servers[0]?.hostname
  const group = groups.find(each => each.slug !== null)?.slug
  const post = [...open, ...recent].find(each => each.slug !== null)?.slug
  return [
    {
      title: 'pages',
      links: [
        ['/index.md', 'board'],
        ['/history.md', 'posts'],
        ...(post ? [[`/posts/${post}.md`, 'post'] as const] : []),
        ...(server ? [[`/servers/${server}.md`, 'server'] as const] : []),
        ...(group ? [[`/groups/${group}.md`, 'group'] as const] : []),
      ],
    },
    {
      title: 'texts',
      links: [
        ['/status.txt', 'status'],
        ...(server ? [[`/servers/${server}.txt`, 'server'] as const] : []),
        ...(group ? [[`/groups/${group}.txt`, 'group'] as const] : []),
        ['/find?q=example.com', 'find'],
      ],
    },
    {
      title: 'programs',
      links: [
        ['/api/v2/summary.json', 'statuspage'],
        ['/api/v1/openapi.json', 'openApi'],
        ['/mcp', 'mcp'],
        ['/history.atom', 'feed'],
        ['/maintenance.ics', 'calendar'],
      ],
    },
    {
      title: 'kit',
      links: [
        ['/kit', 'paste'],
        ['/badge/site.svg', 'badge'],
        ['/deflect.txt?domain=example.com', 'deflect'],
      ],
    },
  ] as const
}
