import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskFinding } from '#db/reads/agents/desk-findings.ts'

/** Something that was found, in a list. Its names come from a server that somebody else may be in. */
export function FindingRow({ finding }: { finding: DeskFinding }) {
  const { id, label, path, summary, check, lastSeenAt, goneAt } = finding
  return (
    <li className="grid min-w-0 gap-x-5 gap-y-0.5 py-2.5 sm:grid-cols-[minmax(0,1fr)_minmax(0,3fr)_minmax(0,2fr)] sm:items-baseline">
      <p className="font-semibold wrap-anywhere">{label}</p>
      <p className="min-w-0 wrap-anywhere">
        <a href={`/desk/findings/${id}`}>
          <bdi>{path ?? summary}</bdi>
        </a>{' '}
        <span className="text-sm text-soft">
          <bdi>{check}</bdi>
        </span>
      </p>
      <p className="text-sm">
        <FindingState finding={finding} />{' '}
        <span className="text-soft">
          {goneAt
            ? null
            : staffWords.rich('deskFindings.findingRow.seen', {
                lastSeenAt: () => <LocalTime at={lastSeenAt} />,
              })}
        </span>
      </p>
    </li>
  )
}

/** Whether it is there now, and what staff have said of it. */
export function FindingState({ finding: { goneAt, isHarmless } }: { finding: DeskFinding }) {
  if (goneAt)
    return (
      <span className="rounded-md bg-none-bg px-2 py-0.5">
        {staffWords.rich('deskFindings.findingRow.foundNoMoreSince', {
          goneAt: () => <LocalTime at={goneAt} />,
        })}
      </span>
    )
  if (isHarmless)
    return (
      <span className="rounded-md bg-none-bg px-2 py-0.5">
        {staffWords('deskFindings.findingRow.calledHarmless')}
      </span>
    )
  return (
    <strong className="rounded-md bg-down-bg px-2 py-0.5 text-down">
      {staffWords('deskFindings.findingRow.isThere')}
    </strong>
  )
}
