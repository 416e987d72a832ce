import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { SearchField } from '#app/_components/desk/field.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { listAddress, pageOf, textOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readDeskPosts } from '#db/reads/posts/desk-posts.ts'
import { readOwedReviews } from '#db/reads/reviews/review.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { OwedReviews } from './_parts/owed-reviews.tsx'
import { PostLines } from './_parts/post-line.tsx'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskPosts.page.posts') })

type Query = { page?: string | string[]; text?: string | string[] }

export default async function PostsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const asked = await searchParams
  const now = new Date()
  const [page, text] = [pageOf(asked.page), textOf(asked.text)]
  const list = page === null ? null : await readDeskPosts(db, page, text, now)
  if (!list) notFound()
  const [owed, policy] = await Promise.all([readOwedReviews(db, now), readPolicy(db)])
  const open = list.live.filter(post => post.state !== 'draft')
  const drafts = list.live.filter(post => post.state === 'draft')
  return (
    <>
      <Headline>{sentence(open.length, drafts.length)}</Headline>
      <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <May act="save-draft">
          <a href="/desk/posts/new" className="button">
            {staffWords('deskPosts.page.newAdvisory')}
          </a>
        </May>
        <May act="declare-incident">
          <a href="/desk/incidents/new" className="button" data-look="side">
            {staffWords('deskPosts.page.declareAnIncident')}
          </a>
        </May>
        <May act="note-progress">
          <a href="/desk/posts/progress" className="py-2">
            {staffWords('deskPosts.page.progressByAnotherSystem')}
          </a>
        </May>
      </p>
      <form className="mt-6 grid max-w-2xl items-end gap-3 sm:grid-cols-[1fr_auto]">
        <SearchField
          label={staffWords('deskPosts.page.titleOrWords')}
          name="text"
          defaultValue={text ?? ''}
          maxLength={100}
        />
        <SubmitButton look="side">{staffWords('deskPosts.page.show')}</SubmitButton>
      </form>
      <OwedReviews owed={owed} policy={policy} now={now} />
      <Part title={staffWords('deskPosts.page.open')}>
        {open.length > 0 ? (
          <PostLines posts={open} now={now} />
        ) : (
          <p className="text-soft">{staffWords('deskPosts.page.nothingIsOpen')}</p>
        )}
      </Part>
      <Part title={staffWords('deskPosts.page.drafts')}>
        {drafts.length > 0 ? (
          <PostLines posts={drafts} now={now} />
        ) : (
          <p className="text-soft">{staffWords('deskPosts.page.none')}</p>
        )}
      </Part>
      <Part title={staffWords('deskPosts.page.past')}>
        {list.past.length > 0 ? (
          <PostLines posts={list.past} now={now} />
        ) : (
          <p className="text-soft">{staffWords('deskPosts.page.none')}</p>
        )}
        <ListPages
          what={staffWords('deskPosts.page.postWord')}
          page={list.page}
          pages={list.pages}
          href={number => listAddress('/desk/posts', { text, page: number })}
        />
      </Part>
    </>
  )
}

/** First what waits for a person, else what is open. */
function sentence(open: number, drafts: number): string {
  const openWords = staffWords('deskPosts.page.openCount', { open })
  if (drafts === 0) return `${openWords}.`
  return `${openWords}, ${staffWords('deskPosts.page.oneDraftWaitsDrafts', { drafts })}.`
}
