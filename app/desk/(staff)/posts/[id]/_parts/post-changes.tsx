import { LocalTime } from '#app/_components/desk/local-time.tsx'
import type { PostChange } from '#db/reads/posts/advisory.ts'

const words: Record<string, string> = {
  'save-draft': 'saved the draft',
  'publish-advisory': 'published it',
  'withdraw-advisory': 'withdrew it',
  'discard-draft': 'threw the draft away',
  'close-comments': 'closed the comments',
  'open-comments': 'opened the comments again',
  'plan-publication': 'set a time for it to be published',
  'plan-review': 'set a time for the review to be published',
  'drop-review-plan': 'took back the time of the review',
  'drop-publication': 'took back the time for it to be published',
  'open-advance': 'made a private link and mailed it',
  'close-advance': 'ended the private link',
  'pin-post': 'put it first for a while',
  'unpin-post': 'put it back in its place',
  'note-progress': 'noted progress on its servers',
}

/** Who of the staff did what, the newest first. */
export function PostChanges({ changes }: { changes: readonly PostChange[] }) {
  if (changes.length === 0) return <p className="text-soft">Nobody of the staff has changed it.</p>
  return (
    <ol className="grid gap-1">
      {changes.map(({ sequence, staffName, action, at }) => (
        <li key={sequence}>
          {staffName ?? 'A former colleague'} {words[action] ?? action}{' '}
          <span className="text-sm text-soft">
            <LocalTime at={at} />
          </span>
        </li>
      ))}
    </ol>
  )
}
