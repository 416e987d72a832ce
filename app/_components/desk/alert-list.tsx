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
            {alert.closedAt ? 'over' : 'firing'}
          </p>
          <p className="wrap-anywhere">{alert.summary}</p>
          <p className="text-sm text-soft">
            From {alert.sourceName}, since <LocalTime at={alert.startsAt} />, heard{' '}
            {times(alert.receivedCount)}, last <LocalTime at={alert.lastReceivedAt} />
            {alert.reason ? `: ${alert.reason}` : null}
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
      No signal since <LocalTime at={since} />: needs review. It counts as firing until its source or you end
      it.
    </p>
  )
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

/** What a scanner wrote for staff, as it wrote it. */
function Details({ text }: { text: string | null }) {
  if (!text) return null
  return (
    <details>
      <summary className="cursor-pointer py-1 text-sm text-soft">Details, for staff only</summary>
      <pre className="mt-1 max-h-80 overflow-auto rounded-lg bg-none-bg px-3 py-2 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
        {text}
      </pre>
    </details>
  )
}
