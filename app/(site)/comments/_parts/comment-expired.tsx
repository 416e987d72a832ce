import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { commentHours } from '#lib/rules/comments/comment.ts'

/** A link that publishes nothing: too old, not complete, or its comment or post is gone. */
export function CommentExpired() {
  return (
    <PageAnswer headline="This link publishes nothing any more.">
      <p>
        It is older than {commentHours / 24} days or not complete, or the comment or its post is gone. You can
        write it anew below one of <a href="/posts">the posts</a>.
      </p>
    </PageAnswer>
  )
}
