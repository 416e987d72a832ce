import { EmailField } from '#app/_components/forms/email-field.tsx'
import { Honeypot } from '#app/_components/forms/honeypot.tsx'
import { describedBy, Labelled } from '#app/_components/forms/labelled.tsx'
import { PlainMark } from '#app/_components/forms/plain-mark.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { commentLimits } from '#lib/rules/comments/comment.ts'

type Props = {
  postId: string
  slug: string
  /** The comment that is answered. */
  parentId?: string | undefined
  /** What was typed into a form that was not taken. */
  typed?: { name: string; email: string; body: string }
}

/** Writes a comment below a post. A plain form: it works without scripts. Several may stand on one page. */
export function CommentForm({ postId, slug, parentId, typed }: Props) {
  const words = readerWords()
  const id = (name: string) => (parentId ? `reply-${parentId}-${name}` : `write-${name}`)
  return (
    <form action="/api/comments" method="post" className="relative grid max-w-[36rem] gap-4 print:hidden">
      <input type="hidden" name="post" value={postId} />
      <input type="hidden" name="slug" value={slug} />
      {parentId ? <input type="hidden" name="parent" value={parentId} /> : null}
      <Labelled
        id={id('body')}
        label={words(parentId ? 'posts.comments.yourAnswer' : 'posts.comments.yourComment')}
      >
        <textarea
          id={id('body')}
          name="body"
          defaultValue={typed?.body}
          required
          minLength={commentLimits.body.least}
          maxLength={commentLimits.body.most}
          rows={5}
          className="field"
        />
      </Labelled>
      <Labelled
        id={id('name')}
        label={words('posts.comments.yourName')}
        hint={words('posts.comments.nameHint')}
      >
        <input
          id={id('name')}
          name="name"
          defaultValue={typed?.name}
          type="text"
          required
          maxLength={commentLimits.name.most}
          autoComplete="name"
          className="field"
          {...describedBy(id('name'), { hint: true })}
        />
      </Labelled>
      <EmailField
        id={id('email')}
        label={words('posts.comments.yourEmail')}
        hint={words('posts.comments.emailHint')}
        typed={typed?.email}
      />
      <PlainMark />
      <Honeypot id={id('website')} />
      <div>
        <button type="submit" className="button">
          {words(parentId ? 'posts.comments.sendAnswer' : 'posts.comments.sendComment')}
        </button>
      </div>
    </form>
  )
}
