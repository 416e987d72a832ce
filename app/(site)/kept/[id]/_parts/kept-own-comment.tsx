import { ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { OwnCommentForm } from '#app/(site)/comments/_parts/own-comment-form.tsx'
import type { KeptForm } from '#lib/processes/kept-forms.ts'
import { commentLimits, plainWords } from '#lib/rules/comments/comment.ts'

/** New words for a comment of one's own as they were typed, with what they are too many or too few of. */
export function KeptOwnComment({ kept: { form } }: { kept: KeptForm }) {
  const words = readerWords()
  const { least, most } = commentLimits.body
  const body = form.get('body') ?? ''
  const count = plainWords(body).length
  const sentence =
    count > most
      ? words('comments.mine.tooLong', { count, most })
      : words('comments.mine.tooShort', { least })
  return (
    <div className="py-8">
      <h1 className="headline">{words('comments.unchanged.headline')}</h1>
      <div className="mt-6">
        <ProblemSummary problems={[{ field: 'body', sentence }]} />
      </div>
      <OwnCommentForm token={form.get('token') ?? ''} body={body} />
    </div>
  )
}
