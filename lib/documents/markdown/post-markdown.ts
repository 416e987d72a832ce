import { readMergedInto } from '#db/reads/posts/gone-post.ts'
import { type PostPage, readPostPage } from '#db/reads/posts/post-page.ts'
import { type PostRecord, readPostRecords } from '#db/reads/posts/post-records.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { markdown } from '#lib/documents/format.ts'
import { promiseLines } from '#lib/documents/plain/post-lines.ts'
import { bodyOfPost } from '#lib/documents/post-body.ts'
import { siteTimes } from '#lib/documents/site.ts'
import { currentWords } from '#lib/language.ts'
import { fillLive } from '#lib/posts/live-elements.ts'
import { markdownText } from '#lib/posts/markdown-text.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { sayLive } from '#lib/words/containment/live-text.ts'
import { listInWords } from '#lib/words/list.ts'
import { phaseLabel, updateText } from '#lib/words/posts.ts'
import { titleIn, writtenIn } from '#lib/words/spoken-posts.ts'
import type { Words } from '#lib/words/words.ts'
import { markdownWords } from './markdown-words.ts'
import { blocksOf, linkTo, pageLine } from './open-post.ts'

/** One post with all that was written on it. */
export const postMarkdown: PublicDocument = {
  path: /^\/posts\/(?<slug>[a-z0-9-]{1,160})\.md$/,
  format: markdown,
  maxAgeSeconds: 60,
  isWorded: true,
  follows: ({ slug }) => `/posts/${slug}`,
  write: async ({ parts: { slug = '' } }, { db, now }) => {
    const post = await readPostPage(slug, now, db)
    const words = currentWords()
    if (post) return postBlocks(words, post, await bodyOfPost(words, post))
    const mergedInto = await readMergedInto(slug, db)
    return mergedInto ? { movedTo: `/posts/${mergedInto}.md` } : null
  },
}

const postsPerPage = 50

/** The list of all posts, the newest first. */
export const historyMarkdown: PublicDocument = {
  path: /^\/history\.md$/,
  query: { page: /^[1-9]\d{0,3}$/ },
  format: markdown,
  maxAgeSeconds: 60,
  isWorded: true,
  write: async ({ query }, { db, now }) => {
    const words = currentWords()
    const page = Number(query.page ?? 1)
    const wanted = { limit: postsPerPage + 1, offset: (page - 1) * postsPerPage }
    const found = await readSnapshot(db, tx => readPostRecords(tx, wanted, now))
    if (found.length === 0 && page > 1) return null
    return blocksOf([
      `# ${words('history.title')}`,
      found
        .slice(0, postsPerPage)
        .map(post => lineOfPost(words, post))
        .join('\n'),
      page > 1 ? linkTo(words('documents.markdown.newer'), `/history.md?page=${page - 1}`) : null,
      found.length > postsPerPage
        ? linkTo(words('documents.markdown.older'), `/history.md?page=${page + 1}`)
        : null,
      pageLine(words, '/history'),
    ])
  },
}

function lineOfPost(words: Words, { publishedAt, titled, slug }: PostRecord): string {
  return `- ${publishedAt.toISOString().slice(0, 10)} ${linkTo(titleIn(words, titled), `/posts/${slug}.md`)}`
}

function postBlocks(words: Words, post: PostPage, body: string | null): string {
  const times = siteTimes(words, post.now)
  const said = markdownWords(words, `/posts/${post.slug}`, [...post.known, ...post.servers])
  const live = sayLive(words, post.live, { mayName: true })
  return blocksOf([
    `# ${literal(titleIn(words, post.titled))}`,
    factLines(words, post).join('\n'),
    post.summary && literal(writtenIn(words, post.summary)),
    body && markdownText(fillLive(body, live), said),
    post.updates.length > 0 ? `## ${words('documents.markdown.updates')}` : null,
    ...post.updates.flatMap(update => [
      `### ${[times.moment(update.createdAt), ...(update.phase ? [phaseLabel(words, update.phase)] : [])].join(' · ')}`,
      markdownText(updateText(words, update), said, 'light'),
    ]),
    post.review ? `## ${words('documents.markdown.review')}` : null,
    post.review && markdownText(fillLive(writtenIn(words, post.review.body), live), said),
    pageLine(words, `/posts/${post.slug}`),
  ])
}

/** Kind, state, times and servers, each a line of a list. */
function factLines(words: Words, post: PostPage): string[] {
  const { kind, phase, maintenance, startedAt, resolvedAt, servers, now } = post
  const times = siteTimes(words, now)
  const lines = [
    words(`posts.kind.${kind}`),
    phase && words('documents.markdown.phase', { phase: phaseLabel(words, phase) }),
    maintenance
      ? words('documents.markdown.when', { period: times.period(maintenance.startsAt, maintenance.endsAt) })
      : words('documents.markdown.began', { time: times.moment(startedAt) }),
    resolvedAt && !maintenance && words('documents.markdown.over', { time: times.moment(resolvedAt) }),
    servers.length > 0 && words('documents.markdown.servers', { names: namesOf(words, servers) }),
    ...promiseLines(words, post, now),
  ]
  return lines.flatMap(line => (line ? [`- ${line}`] : []))
}

function namesOf(words: Words, servers: PostPage['servers']): string {
  return listInWords(
    words,
    servers.map(server => linkTo(server.label, `/servers/${server.hostname}.md`)),
  )
}
