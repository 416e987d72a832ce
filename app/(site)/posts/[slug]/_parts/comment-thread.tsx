import { Badge } from '#app/_components/board/badge.tsx'
import { CommentText } from '#app/_components/site/comment-text.tsx'
import { Moment } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { ShownComment } from '#db/reads/comments/shown-comments.ts'
import { type Thread, threadsOf } from '#lib/rules/comments/thread.ts'
import { ourSite } from '#lib/site.ts'
import { CommentForm } from './comment-form.tsx'

type Props = {
  postId: string
  slug: string
  comments: readonly ShownComment[]
  /** How many numbered points the post has. */
  points: number
  /** Nobody may add to them any more. */
  isClosed: boolean
  now: Date
}

/** The comments below a post, each with its answers, and the forms to add to them. */
export function CommentThread({ postId, slug, comments, points, isClosed, now }: Props) {
  const words = readerWords()
  return (
    <section aria-labelledby="comments">
      <h2 id="comments" className="section-title scroll-mt-4">
        {words('posts.comments.title', { count: comments.length })}
      </h2>
      {threadsOf(comments).map(({ first, answers }) => (
        <article
          key={first.id}
          aria-label={words('posts.comments.by', { name: nameOf(first) })}
          className="mt-5 border-t border-line pt-4"
        >
          <Comment comment={first} points={points} now={now} />
          <Answers answers={answers} points={points} now={now} />
          {isClosed ? null : <AnswerForm first={first} postId={postId} slug={slug} />}
        </article>
      ))}
      {isClosed ? (
        <p className="mt-4 text-soft">
          {words(comments.length > 0 ? 'posts.comments.closed' : 'posts.comments.closedEmpty')}
        </p>
      ) : (
        <div className={`print:hidden ${comments.length > 0 ? 'mt-8 border-t border-line pt-6' : 'mt-3'}`}>
          <h3 className="mb-3 font-semibold">
            {words(comments.length > 0 ? 'posts.comments.write' : 'posts.comments.writeFirst')}
          </h3>
          <CommentForm postId={postId} slug={slug} />
        </div>
      )}
    </section>
  )
}

function AnswerForm({ first, postId, slug }: { first: ShownComment; postId: string; slug: string }) {
  return (
    <details className="mt-3 print:hidden">
      <summary className="inline-block cursor-pointer py-1 text-sm text-soft underline underline-offset-4 hover:text-ink">
        {readerWords().rich('posts.comments.answer', {
          name: first.authorName,
          hidden: text => <span className="sr-only">{text}</span>,
        })}
      </summary>
      <div className="mt-3">
        <CommentForm postId={postId} slug={slug} parentId={first.id} />
      </div>
    </details>
  )
}

function Answers({
  answers,
  points,
  now,
}: { answers: Thread<ShownComment>['answers'] } & Pick<Props, 'points' | 'now'>) {
  if (answers.length === 0) return null
  return (
    <ol className="mt-4 ms-4 grid gap-4 border-s-2 border-line ps-4 sm:ms-8 sm:ps-5">
      {answers.map(answer => (
        <li key={answer.id}>
          <Comment comment={answer} points={points} now={now} />
        </li>
      ))}
    </ol>
  )
}

function Comment({ comment, points, now }: { comment: ShownComment; points: number; now: Date }) {
  return (
    <div
      id={`comment-${comment.id}`}
      className="scroll-mt-4 rounded-sm target:outline-2 target:outline-offset-8 target:outline-focus"
    >
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
        <b className="min-w-0 text-base font-semibold wrap-anywhere">{nameOf(comment)}</b>
        {comment.isStaff ? (
          <Badge tone="work" shape="shield" word={readerWords()('posts.comments.staff')} />
        ) : null}
        <a href={`#comment-${comment.id}`} className="py-0.5 text-soft no-underline hover:underline">
          <Moment at={comment.publishedAt} now={now} />
        </a>
        <Edited at={comment.editedAt} now={now} />
      </p>
      <CommentText text={comment.body} points={points} />
    </div>
  )
}

/** "Dana, Example Host" for who writes in our name. */
function nameOf({ authorName, isStaff }: ShownComment): string {
  if (!isStaff) return authorName
  return readerWords()('posts.comments.staffName', { name: authorName, site: ourSite().name })
}

function Edited({ at, now }: { at: Date | null; now: Date }) {
  if (!at) return null
  return (
    <span className="text-soft">
      {readerWords().rich('posts.comments.edited', { time: () => <Moment at={at} now={now} /> })}
    </span>
  )
}
