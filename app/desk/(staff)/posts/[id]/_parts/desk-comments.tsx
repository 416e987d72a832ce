import { Badge } from '#app/_components/board/badge.tsx'
import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { TextField, WordsField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { CommentText } from '#app/_components/site/comment-text.tsx'
import { newId } from '#db/id.ts'
import type { DeskComment } from '#db/reads/comments/desk-comments.ts'
import { threadsOf } from '#lib/rules/comments/thread.ts'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>
type Actions = { answer: Action; hide: Action; show: Action }

/** The comments below a post in their threads, each to be answered, hidden and shown again. */
export function DeskComments({ comments, ...actions }: { comments: readonly DeskComment[] } & Actions) {
  if (comments.length === 0) return <p className="text-soft">Nobody has written one.</p>
  return threadsOf(comments).map(({ first, answers }) => (
    <article
      key={first.id}
      aria-label={`Comment by ${first.authorName}`}
      className="border-t border-line pt-3"
    >
      <Comment comment={first} {...actions} />
      {answers.length > 0 ? (
        <ol className="mt-3 ml-4 grid gap-3 border-l-2 border-line pl-4">
          {answers.map(each => (
            <li key={each.id}>
              <Comment comment={each} {...actions} />
            </li>
          ))}
        </ol>
      ) : null}
    </article>
  ))
}

function Comment({ comment, ...actions }: { comment: DeskComment } & Actions) {
  const { id, authorName, isStaff, createdAt, hidden, body } = comment
  return (
    <div id={`comment-${id}`}>
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
        <b className="min-w-0 text-base font-semibold wrap-anywhere">{authorName}</b>
        {isStaff ? <Badge tone="work" shape="shield" word="Staff" /> : null}
        <span className="text-soft">
          <LocalTime at={createdAt} />
        </span>
      </p>
      {hidden ? <Hidden hidden={hidden} /> : null}
      <CommentText text={body} points={0} />
      {hidden ? <ShowForm commentId={id} action={actions.show} /> : <Forms comment={comment} {...actions} />}
    </div>
  )
}

function Hidden({ hidden: { staffName, at, reason } }: { hidden: NonNullable<DeskComment['hidden']> }) {
  return (
    <p className="text-sm">
      <Badge tone="plain" shape="cross" word="Hidden" />
      <span className="text-soft">
        {' '}
        by {staffName ?? 'a former colleague'}, <LocalTime at={at} />
        {reason ? `: ${reason}` : ''}
      </span>
    </p>
  )
}

function Forms({ comment: { id, authorName }, answer, hide }: { comment: DeskComment } & Actions) {
  return (
    <div className="mt-1 flex max-w-[42rem] flex-wrap gap-x-6">
      <details className="min-w-0 open:basis-full">
        <summary className="min-h-11 cursor-pointer py-2 text-sm">
          Answer<span className="sr-only"> {authorName}</span>
        </summary>
        <ActionForm action={answer} className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <input type="hidden" name="id" value={newId()} />
          <input type="hidden" name="answersId" value={id} />
          <WordsField label="Your answer, public under your name" name="body" />
          <SubmitButton>Publish answer</SubmitButton>
        </ActionForm>
      </details>
      <details className="min-w-0 open:basis-full">
        <summary className="min-h-11 cursor-pointer py-2 text-sm">
          Hide<span className="sr-only"> the comment of {authorName}</span>
        </summary>
        <ActionForm action={hide} className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <input type="hidden" name="commentId" value={id} />
          <TextField label="Why, for your colleagues" name="reason" maxLength={200} />
          <SubmitButton look="side">Hide it from readers</SubmitButton>
        </ActionForm>
      </details>
    </div>
  )
}

function ShowForm({ commentId, action }: { commentId: string; action: Action }) {
  return (
    <ActionForm action={action} className="mt-2 grid gap-2">
      <input type="hidden" name="commentId" value={commentId} />
      <SubmitButton look="side">Show it again</SubmitButton>
    </ActionForm>
  )
}
