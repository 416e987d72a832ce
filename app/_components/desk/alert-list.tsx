import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskAlert } from '#db/reads/incidents/desk-incidents.ts'
import { LocalTime } from './local-time.tsx'
import { SeverityWord } from './rows/severity-word.tsx'

/** The alerts of an incident with their details, which only staff see. */
export function AlertList({ alerts }: { alerts: readonly DeskAlert[] }) {
  return (
    <ul className="grid gap-3">
      {alerts.map(alert => (
        <li key={alert.id} className="grid min-w-0 gap-1 border-t border-line pt-2">
          <p>
            <strong>{alert.serverLabel}</strong> · {alert.kind} · <SeverityWord severity={alert.severity} /> ·{' '}
            {alert.closedAt
              ? staffWords('deskShared.alertList.over')
              : staffWords('deskShared.alertList.firing')}
          </p>
          <p className="wrap-anywhere">{alert.summary}</p>
          <p className="text-sm text-soft">
            {staffWords.rich('deskShared.alertList.fromSourceAndTimes', {
              sourceName: alert.sourceName,
              startsAt: () => <LocalTime at={alert.startsAt} />,
              times: staffWords('deskShared.alertList.times', { count: alert.receivedCount }),
              lastReceivedAt: () => <LocalTime at={alert.lastReceivedAt} />,
              reason: alert.reason ?? '',
              hasReason: alert.reason ? 'yes' : 'no',
            })}
          </p>
          <Review since={alert.reviewSince} />
          <Details text={alert.details} />
        </li>
      ))}
    </ul>
  )
}

/** It may be over: its source would have said so, or said it again. */
function Review({ since }: { since: Date | null }) {
  if (!since) return null
  return (
    <p className="rounded-lg bg-slow-bg px-3 py-2 text-slow">
      {staffWords.rich('deskShared.alertList.noSignalSinceNeeds', { since: () => <LocalTime at={since} /> })}
    </p>
  )
}

/** What a scanner wrote for staff, as it wrote it. */
function Details({ text }: { text: string | null }) {
  if (!text) return null
  return (
    <details>
      <summary className="cursor-pointer py-1 text-sm text-soft">
        {staffWords('deskShared.alertList.detailsForStaffOnly')}
      </summary>
      <pre className="mt-1 max-h-80 overflow-auto rounded-lg bg-none-bg px-3 py-2 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
        {text}
      </pre>
    </details>
  )
}
