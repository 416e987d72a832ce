import { LocalTime } from '#app/_components/desk/local-time.tsx'
import type { DeskUpdate } from '#db/reads/posts/desk-post.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { phaseWord } from '#lib/rules/posts/post.ts'

/** What customers read, the newest first, with who wrote it. */
export function DeskTimeline({ updates }: { updates: readonly DeskUpdate[] }) {
  if (updates.length === 0) return <p className="text-soft">Nothing yet.</p>
  return (
    <ol className="grid gap-3">
      {updates.map(update => (
        <li key={update.id} className="border-t border-line pt-2">
          <p className="text-sm text-soft">
            {update.phase ? <strong className="text-ink">{phaseWord(update.phase)}</strong> : null}{' '}
            <LocalTime at={update.createdAt} /> · {update.staffName ?? 'by itself'}
          </p>
          <p className="wrap-anywhere whitespace-pre-wrap">
            {update.staffName ? update.body : plainText(update.body)}
          </p>
        </li>
      ))}
    </ol>
  )
}
