import { readMergedInto } from '#db/reads/posts/gone-post.ts'
import { readPostList } from '#db/reads/posts/post-list.ts'
import { type PostPage, readPostPage } from '#db/reads/posts/post-page.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { markdown } from '#lib/documents/format.ts'
import { bodyOfPost } from '#lib/documents/post-body.ts'
import { siteTimes } from '#lib/documents/site.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { listInWords } from '#lib/words/list.ts'
import { phaseLabel, updateText } from '#lib/words/posts.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'
import { blocksOf, linkTo, pageLine } from './open-post.ts'

/** One post with all that was written on it. */
export const postMarkdown: PublicDocument = {
  path: /^\/posts\/(?<slug>[a-z0-9-]{1,160})\.md$/,
  format: markdown,
  maxAgeSeconds: 60,
  follows: ({ slug }) => `/posts/${slug}`,
  write: async ({ parts: { slug = '' } }, { db, now }) => {
    const post = await readPostPage(slug, now, db)
    if (post) return postBlocks(wordsIn('en'), post, await bodyOfPost(post))
    const mergedInto = await readMergedInto(slug, db)
    return mergedInto ? { movedTo: `/posts/${mergedInto}.md` } : null
  },
}

/** The list of all posts. */
export const postsMarkdown: PublicDocument = {
  path: /^\/posts\.md$/,
  query: { page: /^[1-9]\d{0,3}$/ },
  format: markdown,
  maxAgeSeconds: 60,
  write: async ({ query }, { db }) => {
    const words = wordsIn('en')
    const list = await readPostList(Number(query.page ?? 1), db)
    if (!list) return null
    const { posts, page, pages } = list
    return blocksOf([
      `# ${words('posts.list.title')}`,
      posts
        .map(
          post =>
            `- ${post.publishedAt.toISOString().slice(0, 10)} ${linkTo(post.title, `/posts/${post.slug}.md`)}`,
        )
        .join('\n'),
      page > 1 ? linkTo(words('documents.markdown.newer'), `/posts.md?page=${page - 1}`) : null,
      page < pages ? linkTo(words('documents.markdown.older'), `/posts.md?page=${page + 1}`) : null,
      pageLine(words, page > 1 ? `/posts?page=${page}` : '/posts'),
    ])
  },
}

function postBlocks(words: Words, post: PostPage, body: string | null): string {
  const times = siteTimes(words, post.now)
  return blocksOf([
    `# ${literal(post.title)}`,
    factLines(words, post).join('\n'),
    post.summary && literal(post.summary),
    body && plainText(body),
    post.updates.length > 0 ? `## ${words('documents.markdown.updates')}` : null,
    ...post.updates.flatMap(update => [
      `### ${[times.moment(update.createdAt), ...(update.phase ? [phaseLabel(words, update.phase)] : [])].join(' · ')}`,
      plainText(updateText(words, update), 'light'),
    ]),
    post.review ? `## ${words('documents.markdown.review')}` : null,
    post.review && plainText(post.review.body),
    pageLine(words, `/posts/${post.slug}`),
  ])
}

/** Kind, state, times and servers, each a line of a list. */
function factLines(words: Words, post: PostPage): string[] {
  const { kind, phase, maintenance, startedAt, resolvedAt, nextUpdateAt, servers, now } = post
  const times = siteTimes(words, now)
  const late = nextUpdateAt && nextUpdateAt < now ? 'lateUpdate' : 'nextUpdate'
  const lines = [
    words(`posts.kind.${kind}`),
    phase && words('documents.markdown.phase', { phase: phaseLabel(words, phase) }),
    maintenance
      ? words('documents.markdown.when', { period: times.period(maintenance.startsAt, maintenance.endsAt) })
      : words('documents.markdown.began', { time: times.moment(startedAt) }),
    resolvedAt && !maintenance && words('documents.markdown.over', { time: times.moment(resolvedAt) }),
    servers.length > 0 && words('documents.markdown.servers', { names: namesOf(words, servers) }),
    nextUpdateAt && words(`documents.plain.${late}`, { time: times.moment(nextUpdateAt) }),
  ]
  return lines.flatMap(line => (line ? [`- ${line}`] : []))
}

function namesOf(words: Words, servers: PostPage['servers']): string {
  return listInWords(
    words,
    servers.map(server => linkTo(server.label, `/servers/${server.hostname}.md`)),
  )
}
