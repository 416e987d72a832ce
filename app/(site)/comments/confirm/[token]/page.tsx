import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { CommentExpired } from '#app/(site)/comments/_parts/comment-expired.tsx'
import { readConfirmableComment } from '#lib/flows/comments/confirm-comment.ts'

export const dynamic = 'force-dynamic'

export const metadata = tokenMetadata('Confirm your comment')

type Props = { params: Promise<{ token: string }> }

export default async function ConfirmCommentPage({ params }: Props) {
  const { token } = await params
  const comment = await readConfirmableComment(token, new Date())
  if (comment.is !== 'held' && comment.is !== 'published') return <CommentExpired />
  const { id, slug, postTitle, authorName, body } = comment
  if (comment.is === 'published')
    return (
      <PageAnswer headline="Your comment is published.">
        <a href={`/posts/${slug}#comment-${id}`}>Read it below “{postTitle}”</a>
      </PageAnswer>
    )
  return (
    <PageAnswer headline="Is this comment yours?">
      <p>
        For “{postTitle}”, as {authorName}:
      </p>
      <blockquote className="w-full min-w-0 border-l-4 border-line pl-4 wrap-anywhere whitespace-pre-line">
        {body}
      </blockquote>
      <TokenButton action="/api/comments/confirm" token={token}>
        Yes, publish it
      </TokenButton>
      <p className="text-sm text-soft">If you did not write it, close the page: nobody sees it.</p>
    </PageAnswer>
  )
}
