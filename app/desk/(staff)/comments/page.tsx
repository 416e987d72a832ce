import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type CommentFilter, commentViews, readCommentList } from '#db/reads/comments/comment-list.ts'
import { countUnanswered } from '#db/reads/comments/unanswered.ts'
import { isAtLeast } from '#lib/rules/staff/role.ts'
import { CommentCard } from './_parts/comment-card.tsx'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskComments.page.comments') })

type Query = Partial<Record<'view' | 'text' | 'page', string | string[]>>

const viewWords = () =>
  ({
    waiting: staffWords('deskComments.page.thatWait'),
    all: 'all',
    hidden: staffWords('deskComments.page.thatAreHidden'),
  }) as const

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
          label={staffWords('deskComments.page.comments')}
          name="view"
          defaultValue={filter.view}
          choices={commentViews.map(view => ({ value: view, word: viewWords()[view] }))}
        />
        <SearchField
          label={
            isAddressAsked
              ? staffWords('deskComments.page.searchHint')
              : staffWords('deskComments.page.wordsNameOrPost')
          }
          name="text"
          defaultValue={filter.text ?? ''}
          maxLength={100}
        />
        <SubmitButton look="side">{staffWords('deskComments.page.show')}</SubmitButton>
      </form>
      {list.rows.length === 0 ? <p className="text-soft">{staffWords('deskComments.page.none')}</p> : null}
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
        what={staffWords('deskComments.page.commentWord')}
        page={list.page}
        pages={list.pages}
        href={number => `/desk/comments?${searchOf(filter, number)}`}
      />
    </>
  )
}

function sentence(waiting: number): string {
  if (waiting === 0) return staffWords('deskComments.page.noneWaits')
  return staffWords('deskComments.page.someWait', { waiting })
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
