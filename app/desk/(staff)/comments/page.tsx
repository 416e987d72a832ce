import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { type CommentFilter, commentViews, readCommentList } from '#db/reads/comments/comment-list.ts'
import { countUnanswered } from '#db/reads/comments/unanswered.ts'
import { isAtLeast } from '#lib/rules/staff/role.ts'
import { CommentCard } from './_parts/comment-card.tsx'

export const metadata: Metadata = { title: 'Comments' }

type Query = Partial<Record<'view' | 'text' | 'page', string | string[]>>

const viewWords = { waiting: 'that wait for an answer', all: 'all', hidden: 'that are hidden' } as const

export default async function CommentsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db, staffMember } = await requireStaff()
  // Pages with addresses begin at responder, and a search answers too.
  const isAddressAsked = isAtLeast(staffMember.role, 'responder')
  const { filter, page } = readQuery(await searchParams, isAddressAsked)
  const [waiting, list] = await Promise.all([
    countUnanswered(db),
    page === null ? null : readCommentList(db, filter, page),
  ])
  if (!list) notFound()
  return (
    <>
      <Headline>{sentence(waiting)}</Headline>
      <form className="my-6 grid items-end gap-3 sm:grid-cols-[1fr_2fr_auto]">
        <ChoiceField
          label="Comments"
          name="view"
          defaultValue={filter.view}
          choices={commentViews.map(view => ({ value: view, word: viewWords[view] }))}
        />
        <SearchField
          label={isAddressAsked ? 'Words, name, address or post' : 'Words, name or post'}
          name="text"
          defaultValue={filter.text ?? ''}
          maxLength={100}
        />
        <SubmitButton look="side">Show</SubmitButton>
      </form>
      {list.rows.length === 0 ? <p className="text-soft">None.</p> : null}
      <ul className="rows">
        {list.rows.map(comment => (
          <li key={comment.id} className="py-3">
            <CommentCard
              comment={comment}
              points={[]}
              place={
                <a href={`/desk/posts/${comment.postId}#comment-${comment.id}`} className="wrap-anywhere">
                  {comment.postTitle}
                </a>
              }
            />
          </li>
        ))}
      </ul>
      <ListPages
        what="comments"
        page={list.page}
        pages={list.pages}
        href={number => `/desk/comments?${searchOf(filter, number)}`}
      />
    </>
  )
}

function sentence(waiting: number): string {
  if (waiting === 0) return 'No comment waits for an answer'
  return waiting === 1 ? 'One comment waits for an answer' : `${waiting} comments wait for an answer`
}

function readQuery(
  { view, text, page = '1' }: Query,
  isAddressAsked: boolean,
): { filter: CommentFilter; page: number | null } {
  const typed = typeof text === 'string' ? text.replaceAll('\0', '').trim().slice(0, 100) : ''
  return {
    filter: {
      view: commentViews.find(each => each === view) ?? 'waiting',
      text: typed || null,
      isAddressAsked,
    },
    page: typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) ? Number(page) : null,
  }
}

function searchOf({ view, text }: Pick<CommentFilter, 'view' | 'text'>, page: number): URLSearchParams {
  return new URLSearchParams({ view, ...(text ? { text } : {}), page: String(page) })
}
