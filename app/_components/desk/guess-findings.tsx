import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskAlert } from '#db/reads/incidents/desk-incidents.ts'
import { impactOf } from '#lib/rules/servers/status.ts'
import { troubleNoun } from '#lib/words/incidents.ts'
import { LocalTime } from './local-time.tsx'
import { SeverityWord } from './rows/severity-word.tsx'

/** A row names at most this many; the page of the incident has all. */
const shownMost = 5

/** Server by server what the tool said, and what we take it for. */
export function GuessFindings({ alerts }: { alerts: readonly DeskAlert[] }) {
  const rest = alerts.length - shownMost
  return (
    <>
      <ul className="grid gap-2">
        {alerts.slice(0, shownMost).map(alert => (
          <li key={alert.id} className="min-w-0 border-t border-line pt-2 wrap-anywhere">
            <strong>{alert.serverLabel}</strong>: “{alert.summary}”
            <span className="block text-sm text-soft">
              {staffWords.rich('deskIncidents.guessFindings.saysSourceSince', {
                sourceName: alert.sourceName,
                startsAt: () => <LocalTime at={alert.startsAt} />,
                severityWord: () => <SeverityWord severity={alert.severity} />,
                noun: nounOf(alert),
                closedAt: () => alert.closedAt && <LocalTime at={alert.closedAt} />,
                hasClosedAt: alert.closedAt ? 'yes' : 'no',
              })}
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <p className="text-sm text-soft">{staffWords('deskIncidents.guessFindings.andMore', { rest })}</p>
      ) : null}
    </>
  )
}

function nounOf({ kind, severity }: DeskAlert): string {
  return troubleNoun(staffWords, impactOf(kind, severity) ?? 'degraded')
}
