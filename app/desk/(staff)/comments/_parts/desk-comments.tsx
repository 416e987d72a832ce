import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskComment } from '#db/reads/comments/desk-comments.ts'
import type { MeTooCount } from '#db/reads/comments/me-toos.ts'
import type { NamedPoint } from '#lib/posts/points.ts'
import { threadsOf } from '#lib/rules/comments/thread.ts'
import { CommentCard } from './comment-card.tsx'

type Props = { comments: readonly DeskComment[]; points: readonly NamedPoint[] }

/** The comments below a post in their threads, each to be answered, hidden and shown again. */
export function DeskComments({ comments, points }: Props) {
  if (comments.length === 0)
    return <p className="text-soft">{staffWords('deskComments.deskComments.none')}</p>
  return threadsOf(comments).map(({ first, answers }) => (
    <article
      key={first.id}
      aria-label={staffWords('deskComments.deskComments.commentBy', {
        authorName: first.authorName,
      })}
      className="border-t border-line pt-3"
    >
      <CommentCard comment={first} points={points} />
      {answers.length > 0 ? (
        <ol className="mt-3 ml-4 grid gap-3 border-l-2 border-line pl-4">
          {answers.map(each => (
            <li key={each.id}>
              <CommentCard comment={each} points={points} />
            </li>
          ))}
        </ol>
      ) : null}
    </article>
  ))
}

/** How many readers say that they have the trouble too, by server. */
export function MeTooList({ counts }: { counts: readonly MeTooCount[] }) {
  return (
    <ul className="grid gap-1">
      {counts.map(({ serverId, label, count, latestAt }) => (
        <li key={serverId} className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-3">
          <b className="text-right tabular-nums">{count}</b>
          <span className="wrap-anywhere">
            {label}
            <span className="text-sm text-soft">
              {staffWords.rich('deskComments.deskComments.last', {
                latestAt: () => <LocalTime at={latestAt} />,
              })}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
