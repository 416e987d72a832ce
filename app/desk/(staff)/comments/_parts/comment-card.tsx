import type { ReactNode } from 'react'
import { Badge } from '#app/_components/board/badge.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { CommentText } from '#app/_components/site/comment-text.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskComment } from '#db/reads/comments/desk-comments.ts'
import { citedPoints } from '#lib/posts/citation.ts'
import type { NamedPoint } from '#lib/posts/points.ts'
import { AnswerFields, ClarifyFields, HideFields, SettleButton, ShowButton } from './comment-forms-shown.tsx'

type Props = {
  comment: DeskComment
  /** The points of its post. */
  points: readonly NamedPoint[]
  /** Where it stands, in a list of many posts. */
  place?: ReactNode
}

/** A comment as staff see it, with what they can do about it. */
export function CommentCard({ comment, points, place }: Props) {
  const { id, authorName, isStaff, createdAt, editedAt, hidden, body, isWaiting, settledAt } = comment
  const clarified = points.find(point => point.name === comment.clarifies)
  return (
    <div id={`comment-${id}`} className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
        <b className="min-w-0 text-base font-semibold wrap-anywhere">{authorName}</b>
        {isStaff ? (
          <Badge tone="work" shape="shield" word={staffWords('deskComments.commentCard.staff')} />
        ) : null}
        {isWaiting ? (
          <Badge tone="slow" shape="ring" word={staffWords('deskComments.commentCard.waitsForAnAnswer')} />
        ) : null}
        <span className="text-soft">
          <LocalTime at={createdAt} />
          {editedAt
            ? staffWords.rich('deskComments.commentCard.edited', {
                editedAt: () => <LocalTime at={editedAt} />,
              })
            : null}
          {settledAt ? staffWords('deskComments.commentCard.needsNoAnswer') : null}
          {clarified
            ? staffWords('deskComments.commentCard.standsBesidePointNumber', { number: clarified.number })
            : null}
        </span>
        {place}
      </p>
      {hidden ? <Hidden hidden={hidden} /> : null}
      <CommentText text={body} points={0} />
      {hidden ? <ShowButton commentId={id} /> : <Forms comment={comment} points={points} />}
    </div>
  )
}

function Hidden({ hidden: { staffName, at, reason } }: { hidden: NonNullable<DeskComment['hidden']> }) {
  return (
    <p className="text-sm">
      <Badge tone="plain" shape="cross" word={staffWords('deskComments.commentCard.hidden')} />
      <span className="text-soft">
        {' '}
        {staffWords.rich('deskComments.commentCard.byWhomAndWhy', {
          staffName: staffName ?? staffWords('deskComments.commentCard.aFormerColleague'),
          at: () => <LocalTime at={at} />,
          reason: reason ?? '',
          hasReason: reason ? 'yes' : 'no',
        })}
      </span>
    </p>
  )
}

function Forms({ comment, points }: Pick<Props, 'comment' | 'points'>) {
  const { id, authorName, isStaff, isWaiting, settledAt, body, clarifies } = comment
  const [cited] = citedPoints(body)
  const suggested = points.find(point => point.number === cited)?.name ?? ''
  return (
    <div className="mt-2 flex max-w-[42rem] flex-wrap items-start gap-3">
      <May act="answer-comment">
        <Fold word={staffWords('deskComments.commentCard.answer')} whose={authorName} isLikely={isWaiting}>
          <AnswerFields commentId={id} points={points} suggested={suggested} />
        </Fold>
      </May>
      {isStaff && points.length > 0 ? (
        <May act="clarify-point">
          <Fold
            word={staffWords('deskComments.commentCard.putBesideAPoint')}
            whose={staffWords('deskComments.commentCard.answerOf', { authorName })}
          >
            <ClarifyFields commentId={id} points={points} chosen={clarifies ?? ''} />
          </Fold>
        </May>
      ) : null}
      <May act="hide-comment">
        <Fold
          word={staffWords('deskComments.commentCard.hide')}
          whose={staffWords('deskComments.commentCard.commentOf', { authorName })}
        >
          <HideFields commentId={id} />
        </Fold>
      </May>
      {isWaiting ? <SettleButton commentId={id} isSettled /> : null}
      {settledAt ? <SettleButton commentId={id} isSettled={false} /> : null}
    </div>
  )
}

type FoldProps = { word: string; whose: string; isLikely?: boolean; children: ReactNode }

function Fold({ word, whose, isLikely = false, children }: FoldProps) {
  return (
    <details className="fold min-w-0 open:basis-full">
      <summary data-look={isLikely ? 'main' : 'side'} className="fold-title">
        <span>
          {word}
          <span className="sr-only"> {whose}</span>
        </span>
      </summary>
      <div className="mt-3">{children}</div>
    </details>
  )
}
