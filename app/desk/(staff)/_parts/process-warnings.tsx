import { Part } from '#app/_components/desk/card.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import { getShared } from '#lib/shared.ts'

/** What is wrong with how the process was started: it stands here until it is settled. */
export function ProcessWarnings() {
  const warnings = getShared().warnings?.() ?? []
  if (warnings.length === 0) return null
  return (
    <Part title={staffWords('deskNow.processWarnings.toMendWhereAllclear')}>
      <ul className="grid max-w-prose gap-2 wrap-anywhere">
        {warnings.map(warning => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </Part>
  )
}
