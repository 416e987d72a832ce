import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { PostChange } from '#db/reads/posts/advisory.ts'

const words = (): Record<string, string> => ({
  'save-draft': staffWords('deskPost.postChanges.savedTheDraft'),
  'publish-advisory': staffWords('deskPost.postChanges.publishedIt'),
  'withdraw-advisory': staffWords('deskPost.postChanges.withdrewIt'),
  'discard-draft': staffWords('deskPost.postChanges.threwTheDraftAway'),
  'close-comments': staffWords('deskPost.postChanges.closedTheComments'),
  'open-comments': staffWords('deskPost.postChanges.openedTheCommentsAgain'),
  'plan-publication': staffWords('deskPost.postChanges.planned'),
  'plan-review': staffWords('deskPost.postChanges.plannedReview'),
  'drop-review-plan': staffWords('deskPost.postChanges.tookBackTheTime'),
  'drop-publication': staffWords('deskPost.postChanges.unplanned'),
  'open-advance': staffWords('deskPost.postChanges.madeAPrivateLink'),
  'close-advance': staffWords('deskPost.postChanges.endedThePrivateLink'),
  'pin-post': staffWords('deskPost.postChanges.pinned'),
  'unpin-post': staffWords('deskPost.postChanges.unpin'),
  'note-progress': staffWords('deskPost.postChanges.notedProgress'),
})

/** Who of the staff did what, the newest first. */
export function PostChanges({ changes }: { changes: readonly PostChange[] }) {
  if (changes.length === 0)
    return <p className="text-soft">{staffWords('deskPost.postChanges.nobodyOfTheStaff')}</p>
  return (
    <ol className="grid gap-1">
      {changes.map(({ sequence, staffName, action, at }) => (
        <li key={sequence}>
          {staffName ?? staffWords('deskPost.postChanges.aFormerColleague')} {words()[action] ?? action}{' '}
          <span className="text-sm text-soft">
            <LocalTime at={at} />
          </span>
        </li>
      ))}
    </ol>
  )
}
