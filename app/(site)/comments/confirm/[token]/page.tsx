import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { CommentExpired } from '#app/(site)/comments/_parts/comment-expired.tsx'
import { readConfirmableComment } from '#lib/flows/comments/confirm-comment.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata() {
  return tokenMetadata(readerWords()('comments.confirm.title'))
}

type Props = { params: Promise<{ token: string }> }

export default async function ConfirmCommentPage({ params }: Props) {
  const { token } = await params
  const comment = await readConfirmableComment(token, new Date())
  if (!('body' in comment)) return <CommentExpired />
  const words = readerWords()
  const { id, slug, postTitle, authorName, body } = comment
  if (comment.is === 'published')
    return (
      <PageAnswer headline={words('comments.published.headline')}>
        <a href={`/posts/${slug}#comment-${id}`}>{words('comments.published.read', { post: postTitle })}</a>
      </PageAnswer>
    )
  const quote = (
    <blockquote className="w-full min-w-0 border-s-4 border-line ps-4 wrap-anywhere whitespace-pre-line">
      {body}
    </blockquote>
  )
  if (comment.is === 'closed')
    return (
      <PageAnswer headline={words('comments.closed.headline')}>
        <p>{words('comments.closed.text', { post: postTitle })}</p>
        {quote}
        <a href={`/posts/${slug}`}>{words('comments.openPost')}</a>
      </PageAnswer>
    )
  return (
    <PageAnswer headline={words('comments.confirm.headline')}>
      <p>{words('comments.confirm.where', { post: postTitle, author: authorName })}</p>
      {quote}
      <TokenButton action="/api/comments/confirm" token={token}>
        {words('comments.confirm.button')}
      </TokenButton>
      <p className="text-sm text-soft">{words('comments.confirm.notMine')}</p>
    </PageAnswer>
  )
}
