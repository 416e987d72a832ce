import { Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { OwedReview } from '#db/reads/reviews/review.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { reviewDueAt } from '#lib/rules/reviews/review.ts'

type Props = { owed: readonly OwedReview[]; policy: Policy; now: Date }

/** Incidents of which staff owe a review, the one that is due first comes first. Nothing when none is owed. */
export function OwedReviews({ owed, policy, now }: Props) {
  if (owed.length === 0) return null
  return (
    <Part title={staffWords('deskPosts.owedReviews.reviewsToWrite')} id="reviews">
      <ul className="rows">
        {owed.map(({ id, title, resolvedAt, hasDraft }) => {
          const dueAt = reviewDueAt(resolvedAt, policy)
          return (
            <li key={id} className="columns-2-side items-baseline py-2.5">
              <p className={dueAt < now ? 'text-sm font-semibold text-down' : 'text-sm text-soft'}>
                {staffWords.rich(dueAt < now ? 'deskPosts.owedReviews.wasDue' : 'deskPosts.owedReviews.due', {
                  at: () => <LocalTime at={dueAt} />,
                })}
              </p>
              <p className="min-w-0 wrap-anywhere">
                <a href={`/desk/posts/${id}#review`}>{title}</a>
                {hasDraft ? (
                  <span className="text-sm text-soft">
                    {' '}
                    {staffWords('deskPosts.owedReviews.aDraftWaits')}
                  </span>
                ) : null}
              </p>
            </li>
          )
        })}
      </ul>
    </Part>
  )
}
