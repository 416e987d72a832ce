import type { PostPage } from '#db/reads/posts/post-page.ts'
import { env } from '#lib/env.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { ourSite } from '#lib/site.ts'
import { phaseLabel, updateText } from '#lib/words/posts.ts'
import { titleIn, writtenIn } from '#lib/words/spoken-posts.ts'
import type { Words } from '#lib/words/words.ts'

/** How many updates a search engine is told of. */
const mostUpdates = 20

/** A post as schema.org has it: what goes on is a live blog, all else an article. */
export function postFacts(words: Words, post: PostPage): Record<string, unknown> {
  const url = `${env.SITE_URL}/posts/${post.slug}`
  const article = {
    '@type': 'Article',
    '@id': url,
    url,
    headline: titleIn(words, post.titled),
    ...(post.summary ? { description: writtenIn(words, post.summary) } : {}),
    datePublished: post.publishedAt.toISOString(),
    dateModified: post.updatedAt.toISOString(),
    image: `${env.SITE_URL}/card/posts/${post.slug}.png`,
    publisher: { '@type': 'Organization', name: ourSite().name, url: env.SITE_URL },
  }
  if (post.kind !== 'incident') return article
  return {
    ...article,
    '@type': 'LiveBlogPosting',
    coverageStartTime: post.startedAt.toISOString(),
    ...(post.resolvedAt ? { coverageEndTime: post.resolvedAt.toISOString() } : {}),
    liveBlogUpdate: post.updates.slice(0, mostUpdates).map(update => ({
      '@type': 'BlogPosting',
      headline: update.phase ? phaseLabel(words, update.phase) : titleIn(words, post.titled),
      datePublished: update.createdAt.toISOString(),
      articleBody: plainText(updateText(words, update), 'light'),
    })),
  }
}
