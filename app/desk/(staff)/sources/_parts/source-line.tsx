import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { ListedSource } from '#db/reads/sources/desk-sources.ts'
import { toolTitle } from '#lib/alerts/tools.ts'

/** A source in the list: what it is, and whether it is heard. */
export function SourceLine({ source }: { source: ListedSource }) {
  const { id, name, format, lastSeenAt, alertsToday } = source
  return (
    <li className="grid min-w-0 gap-x-5 gap-y-0.5 py-2.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,1fr)] sm:items-baseline">
      <p className="min-w-0 wrap-anywhere">
        <a href={`/desk/sources/${id}`} className="font-semibold">
          {name}
        </a>{' '}
        <span className="text-sm text-soft">{toolTitle(format)}</span>
      </p>
      <p className="text-sm">
        <SourceState source={source} />
        {lastSeenAt ? (
          <span className="text-soft">
            {staffWords.rich('deskSources.sourceLine.lastSeen', {
              lastSeenAt: () => <LocalTime at={lastSeenAt} />,
            })}
          </span>
        ) : (
          <span className="text-soft">{staffWords('deskSources.sourceLine.neverSeen')}</span>
        )}
      </p>
      <p className="text-sm text-soft tabular-nums sm:text-right">
        {staffWords.rich('deskSources.sourceLine.alertsToday', {
          alertsToday,
          name,
          unseen: text => <span className="sr-only">{text}</span>,
          alerts: text => <a href={`/desk/alerts?source=${id}`}>{text}</a>,
        })}
      </p>
    </li>
  )
}

/** What staff have to know of a source, if anything. */
export function SourceState({ source }: { source: Pick<ListedSource, 'silentSince' | 'disabledAt'> }) {
  if (source.disabledAt)
    return (
      <span className="mr-2 rounded-md bg-none-bg px-2 py-0.5">
        {staffWords.rich('deskSources.sourceLine.disabledSince', {
          disabledAt: () => source.disabledAt && <LocalTime at={source.disabledAt} />,
        })}
      </span>
    )
  if (source.silentSince)
    return (
      <strong className="mr-2 rounded-md bg-slow-bg px-2 py-0.5 text-slow">
        {staffWords.rich('deskSources.sourceLine.silentSince', {
          silentSince: () => source.silentSince && <LocalTime at={source.silentSince} />,
        })}
      </strong>
    )
  return null
}
