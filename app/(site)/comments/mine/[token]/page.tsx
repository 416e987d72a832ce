import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { OwnCommentForm } from '#app/(site)/comments/_parts/own-comment-form.tsx'
import { type EditObstacle, readOwnComment } from '#lib/flows/comments/own-comment.ts'
import { editMinutes } from '#lib/rules/comments/own-comment.ts'
import type { Words } from '#lib/words/words.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata() {
  return tokenMetadata(readerWords()('comments.mine.title'))
}

/** Where the author of a comment changes it for a while, and deletes it at any time. */
export default async function OwnCommentPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const found = await readOwnComment(token, new Date())
  const words = readerWords()
  if (found.is !== 'own')
    return (
      <PageAnswer headline={words('comments.gone.headline')}>
        <p>{words('comments.gone.text')}</p>
      </PageAnswer>
    )
  const { comment, obstacle } = found
  const { id, slug, postTitle, body, state, isPostPublic } = comment
  return (
    <PageAnswer headline={words('comments.mine.headline', { post: postTitle })}>
      {state === 'held' ? <p>{words('comments.mine.waits')}</p> : null}
      {obstacle ? (
        <>
          <blockquote className="w-full min-w-0 border-s-4 border-line ps-4 wrap-anywhere whitespace-pre-line">
            {body}
          </blockquote>
          <p>{obstacleText(words, obstacle)}</p>
        </>
      ) : (
        <OwnCommentForm token={token} body={body} />
      )}
      {state === 'published' && isPostPublic ? (
        <a href={`/posts/${slug}#comment-${id}`}>{words('comments.mine.read')}</a>
      ) : null}
      <p className="mt-4 text-soft">{words('comments.mine.deleteText')}</p>
      <TokenButton action="/api/comments/delete" token={token} isSide>
        {words('comments.mine.delete')}
      </TokenButton>
    </PageAnswer>
  )
}

function obstacleText(words: Words, obstacle: EditObstacle): string {
  switch (obstacle) {
    case 'hidden':
      return words('comments.mine.hidden')
    case 'answered':
      return words('comments.mine.answered')
    case 'closed':
      return words('comments.mine.closed')
    case 'late':
      return words('comments.mine.late', { minutes: editMinutes })
  }
}
