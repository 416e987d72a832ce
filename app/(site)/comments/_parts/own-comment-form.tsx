import { describedBy, Labelled } from '#app/_components/forms/labelled.tsx'
import { PlainMark } from '#app/_components/forms/plain-mark.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { commentLimits } from '#lib/rules/comments/comment.ts'
import { editMinutes } from '#lib/rules/comments/own-comment.ts'

/** Where the author of a comment gives it other words. */
export function OwnCommentForm({ token, body }: { token: string; body: string }) {
  const words = readerWords()
  return (
    <form action="/api/comments/mine" method="post" className="grid w-full max-w-[36rem] gap-4">
      <input type="hidden" name="token" value={token} />
      <PlainMark />
      <Labelled
        id="body"
        label={words('comments.mine.edit')}
        hint={words('comments.mine.editHint', { minutes: editMinutes })}
      >
        <textarea
          id="body"
          name="body"
          required
          minLength={commentLimits.body.least}
          maxLength={commentLimits.body.most}
          rows={6}
          defaultValue={body}
          className="field"
          {...describedBy('body', { hint: true })}
        />
      </Labelled>
      <div>
        <button type="submit" className="button">
          {words('comments.mine.save')}
        </button>
      </div>
    </form>
  )
}
