import { LocalTime } from '#app/_components/desk/local-time.tsx'
import type { PostChange } from '#db/reads/posts/advisory.ts'

const words: Record<string, string> = {
  'save-draft': 'saved the draft',
  'publish-advisory': 'published it',
  'withdraw-advisory': 'withdrew it',
  'discard-draft': 'threw the draft away',
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
