import type { ReactNode } from 'react'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskUpdate } from '#db/reads/posts/desk-post.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { phaseLabel, updateText } from '#lib/words/posts.ts'

/** What customers read, the newest first, with who wrote it. */
export function DeskTimeline({
  updates,
  renderBelow = () => null,
}: {
  updates: readonly DeskUpdate[]
  /** What can be done about an entry. */
  renderBelow?: (update: DeskUpdate) => ReactNode
}) {
  if (updates.length === 0) return <p className="text-soft">{staffWords('deskPost.timeline.nothingYet')}</p>
  return (
    <ol className="grid gap-3">
      {updates.map(update => (
        <li key={update.id} className="border-t border-line pt-2">
          <p className="text-sm text-soft">
            {update.phase ? (
              <strong className="text-ink">{phaseLabel(staffWords, update.phase)}</strong>
            ) : null}{' '}
            <LocalTime at={update.createdAt} /> ·{' '}
            {update.staffName ?? staffWords('deskPost.timeline.byItself')}
            {update.correctedAt ? (
              <>
                {' '}
                {staffWords.rich('deskPost.timeline.corrected', {
                  correctedAt: () => update.correctedAt && <LocalTime at={update.correctedAt} />,
                })}
              </>
            ) : null}
          </p>
          <p className="wrap-anywhere whitespace-pre-wrap">{textOf(update)}</p>
          {renderBelow(update)}
        </li>
      ))}
    </ol>
  )
}

/** What staff wrote, as they typed it; what Allclear noted, without marks. */
function textOf(update: DeskUpdate): string {
  const text = updateText(staffWords, update)
  return update.staffName ? text : plainText(text)
}
