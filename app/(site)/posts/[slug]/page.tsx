import { notFound, permanentRedirect } from 'next/navigation'
import { EndForm } from '#app/_components/forms/end-form.tsx'
import { DomainBox } from '#app/_components/site/domain-box.tsx'
import type { DrawnMetadata } from '#app/_components/site/drawn-metadata.ts'
import { alternatesOf } from '#app/_components/site/feed-addresses.ts'
import { JsonLd } from '#app/_components/site/json-ld.tsx'
import { linkCard } from '#app/_components/site/link-card.ts'
import { PostArticle } from '#app/_components/site/post-article.tsx'
import { PrintNote } from '#app/_components/site/print-note.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { textOfPost } from '#app/_components/site/text-of-post.ts'
import { perRender } from '#app/_drawn/per-render.ts'
import { readMergedInto, readWithdrawal } from '#db/reads/posts/gone-post.ts'
import { readNeighbours } from '#db/reads/posts/neighbours.ts'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { pointNumbers } from '#lib/posts/points.ts'
import { happenedAt } from '#lib/rules/posts/happened.ts'
import { ourSite } from '#lib/site.ts'
import { titleIn, writtenIn } from '#lib/words/spoken-posts.ts'
import { CommentThread } from './_parts/comment-thread.tsx'
import { MeTooForm } from './_parts/me-too-form.tsx'
import { postFacts } from './_parts/post-facts.ts'
import { RelatedPages } from './_parts/related-pages.tsx'
import { Withdrawn } from './_parts/withdrawn.tsx'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ slug: string }> }

const load = perRender(async (slug: string) => {
  const now = new Date()
  const post = await readPostPage(slug, now)
  if (post) {
    const neighbours = await readNeighbours({ id: post.id, at: happenedAt(post) }, now)
    return { is: 'shown' as const, post, neighbours, ...(await textOfPost(post)) }
  }
  const withdrawnAt = await readWithdrawal(slug)
  const mergedInto = withdrawnAt ? null : await readMergedInto(slug)
  if (mergedInto) permanentRedirect(`/posts/${mergedInto}`)
  if (!withdrawnAt) notFound()
  return { is: 'withdrawn' as const, at: withdrawnAt, now }
})

export async function generateMetadata({ params }: Props): Promise<DrawnMetadata> {
  const found = await load((await params).slug)
  if (found.is === 'withdrawn')
    return { title: readerWords()('posts.withdrawn.title'), robots: { index: false } }
  const { post } = found
  const words = readerWords()
  return {
    title: titleIn(words, post.titled),
    description: post.summary ? writtenIn(words, post.summary) : undefined,
    alternates: alternatesOf({ markdown: `/posts/${post.slug}.md` }),
    openGraph: linkCard(`posts/${post.slug}`),
  }
}

export default async function PostPageView({ params }: Props) {
  const found = await load((await params).slug)
  if (found.is === 'withdrawn') return <Withdrawn at={found.at} now={found.now} />
  const { post, body, servers } = found
  return (
    <PostArticle
      post={post}
      body={body}
      servers={servers}
      isAskable={!post.isClosed && ourSite().shows.comments}
      box={post.resolvedAt === null ? <DomainBox /> : null}
    >
      <JsonLd facts={postFacts(readerWords(), post)} />
      {post.resolvedAt === null && post.kind === 'incident' && ourSite().shows.meToo ? (
        <MeTooForm postId={post.id} servers={servers} />
      ) : null}
      {post.resolvedAt === null && post.kind !== 'advisory' ? (
        <section aria-labelledby="end" className="mb-9 print:hidden">
          <h2 id="end" className="section-title mb-2">
            {readerWords()('posts.page.tellMeOver')}
          </h2>
          <EndForm postId={post.id} />
        </section>
      ) : null}
      {ourSite().shows.comments ? (
        <CommentThread
          postId={post.id}
          slug={post.slug}
          comments={post.comments}
          points={body ? pointNumbers(body.text) : 0}
          isClosed={post.isClosed}
          now={post.now}
        />
      ) : null}
      <RelatedPages neighbours={found.neighbours} />
      <PrintNote path={`/posts/${post.slug}`} now={post.now} />
    </PostArticle>
  )
}
