import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readDeskPosts } from '#db/reads/posts/desk-posts.ts'
import { readOwedReviews } from '#db/reads/reviews/review.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { OwedReviews } from './_parts/owed-reviews.tsx'
import { PostLines } from './_parts/post-line.tsx'

export const metadata: Metadata = { title: 'Posts' }

type Props = { searchParams: Promise<{ page?: string | string[] }> }

export default async function PostsPage({ searchParams }: Props) {
  const { db } = await requireStaff()
  const { page: given = '1' } = await searchParams
  const now = new Date()
  const page = typeof given === 'string' && /^[1-9]\d{0,5}$/.test(given) ? Number(given) : null
  const list = page === null ? null : await readDeskPosts(db, page, now)
  if (!list) notFound()
  const [owed, policy] = await Promise.all([readOwedReviews(db, now), readPolicy(db)])
  const open = list.live.filter(post => post.state !== 'draft')
  const drafts = list.live.filter(post => post.state === 'draft')
  return (
    <>
      <Headline>{sentence(open.length, drafts.length)}</Headline>
      <p className="mt-3">
        <a href="/desk/posts/new" className="button">
          New advisory
        </a>{' '}
        <a href="/desk/incidents/new" className="button" data-look="side">
          Declare an incident
        </a>{' '}
        <a href="/desk/posts/progress" className="inline-block px-2 py-2">
          Progress by another system
        </a>
      </p>
      <OwedReviews owed={owed} policy={policy} now={now} />
      <Part title="Open">
        {open.length > 0 ? (
          <PostLines posts={open} now={now} />
        ) : (
          <p className="text-soft">Nothing is open.</p>
        )}
      </Part>
      <Part title="Drafts">
        {drafts.length > 0 ? <PostLines posts={drafts} now={now} /> : <p className="text-soft">None.</p>}
      </Part>
      <Part title="Past">
        {list.past.length > 0 ? (
          <PostLines posts={list.past} now={now} />
        ) : (
          <p className="text-soft">None.</p>
        )}
        {list.pages > 1 ? <Pages page={list.page} pages={list.pages} /> : null}
      </Part>
    </>
  )
}

/** First what waits for a person, else what is open. */
function sentence(open: number, drafts: number): string {
  const openWords =
    open === 0 ? 'Nothing is open' : open === 1 ? 'One post is open' : `${open} posts are open`
  if (drafts === 0) return `${openWords}.`
  return `${openWords}, ${drafts === 1 ? 'one draft waits' : `${drafts} drafts wait`}.`
}

function Pages({ page, pages }: { page: number; pages: number }) {
  return (
    <nav aria-label="Pages of posts" className="flex flex-wrap items-baseline gap-x-6">
      {page > 1 ? (
        <a href={`/desk/posts?page=${page - 1}`} rel="prev" className="py-2">
          Newer posts
        </a>
      ) : null}
      {page < pages ? (
        <a href={`/desk/posts?page=${page + 1}`} rel="next" className="py-2">
          Older posts
        </a>
      ) : null}
      <p className="text-sm text-soft">
        Page {page} of {pages}
      </p>
    </nav>
  )
}
