import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { commentHours } from '#lib/rules/comments/comment.ts'

/** A link that publishes nothing: too old, not complete, or its comment or post is gone. */
export function CommentExpired() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('comments.expired.headline')}>
      <p>
        {words.rich('comments.expired.text', {
          days: commentHours / 24,
          posts: text => <a href="/history">{text}</a>,
        })}
      </p>
    </PageAnswer>
  )
}
