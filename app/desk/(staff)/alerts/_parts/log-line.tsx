import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SeverityWord } from '#app/_components/desk/rows/severity-word.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskLogLine } from '#db/reads/alerts/desk-alerts.ts'

/** A line of the alert log: what was said, and what became of it. */
export function LogLine({ line }: { line: DeskLogLine }) {
  return (
    <li className="grid min-w-0 gap-x-5 gap-y-0.5 py-2.5 lg:grid-cols-[9.5rem_minmax(0,3fr)_minmax(0,2fr)]">
      <p className="text-sm">
        <a href={`/desk/alerts/${line.sequence}`} className="mr-2">
          <LocalTime at={line.receivedAt} />
        </a>{' '}
        <LineResult line={line} />
      </p>
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <ServerOfLine line={line} />
          {line.kind ? ` · ${line.kind}` : null}
          {line.severity ? (
            <>
              {' · '}
              <SeverityWord severity={line.severity} />
            </>
          ) : null}
          {line.state ? ` · ${line.state}` : null}
        </p>
        {line.summary ? <p className="text-sm wrap-anywhere">{line.summary}</p> : null}
        <p className="text-sm wrap-anywhere text-soft">
          {line.sourceName} ({line.format}){line.fingerprint ? ` · ${line.fingerprint}` : null}
        </p>
      </div>
      <p className="min-w-0 text-sm wrap-anywhere">
        <Explanation line={line} />
      </p>
    </li>
  )
}

/** Why a line came to what it came to, and the incident that it belongs to. */
export function Explanation({ line }: { line: DeskLogLine }) {
  const isWaiting = line.decidedAt === null && line.result === 'accepted'
  return (
    <>
      {isWaiting ? staffWords('deskAlerts.logLine.waitsForTheDecision') : line.reason}
      {line.post ? (
        <>
          {line.reason ? ' · ' : null}
          <a href={`/desk/posts/${line.post.id}`}>{line.post.title}</a>
        </>
      ) : null}
    </>
  )
}

/** The server that was meant, or what the caller called it. */
export function ServerOfLine({ line }: { line: DeskLogLine }) {
  if (line.serverHostname)
    return (
      <a href={`/desk/alerts?server=${encodeURIComponent(line.serverHostname)}`} className="font-semibold">
        {line.serverLabel}
      </a>
    )
  if (line.result === 'unmatched')
    return (
      <a href="/desk/unmatched" className="font-semibold">
        {line.host ?? staffWords('deskAlerts.logLine.noServerNamed')}
      </a>
    )
  return <strong>{line.host ?? staffWords('deskAlerts.logLine.noServerNamed')}</strong>
}

const looks: Record<DeskLogLine['result'], string> = {
  accepted: 'bg-none-bg text-ink',
  duplicate: 'bg-none-bg text-soft',
  ignored: 'bg-none-bg text-soft',
  unmatched: 'bg-slow-bg text-slow',
  rejected: 'bg-down-bg text-down',
}

/** What became of a line, for people. */
export const resultWords = (): Record<DeskLogLine['result'], string> => ({
  accepted: staffWords('deskAlerts.logLine.accepted'),
  duplicate: staffWords('deskAlerts.logLine.duplicate'),
  ignored: staffWords('deskAlerts.logLine.ignored'),
  unmatched: staffWords('deskAlerts.logLine.withoutAServer'),
  rejected: staffWords('deskAlerts.logLine.rejected'),
})

export function LineResult({ line: { result, isTest } }: { line: DeskLogLine }) {
  return (
    <>
      <span className={`rounded-md px-2 py-0.5 text-sm whitespace-nowrap ${looks[result]}`}>
        {resultWords()[result]}
      </span>
      {isTest ? (
        <span className="ml-1 rounded-md bg-work-bg px-2 py-0.5 text-sm text-work">
          {staffWords('deskAlerts.logLine.test')}
        </span>
      ) : null}
    </>
  )
}
