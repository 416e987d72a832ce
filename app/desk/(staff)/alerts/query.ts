import { lineNumberOf, typedMoments } from '#app/desk/list-query.ts'
import { type AlertFilter, logResults } from '#db/reads/alerts/desk-alerts.ts'
import { alertKinds, alertStates } from '#lib/rules/alerts/alert.ts'

/** The address of the log: what is looked for, by the names of the form's fields. */
export type Query = Partial<Record<string, string | string[]>>

/** What the address asks for. What cannot be meant is left out. */
export function filterOf(query: Query): AlertFilter {
  return {
    server: textOf(query.server, 253),
    sourceId: textOf(query.source, 12),
    fingerprint: textOf(query.fingerprint, 128),
    text: textOf(query.text, 100),
    kind: alertKinds.find(kind => kind === query.kind) ?? null,
    state: alertStates.find(state => state === query.state) ?? null,
    result: logResults.find(result => result === query.result) ?? null,
    from: typedMoments(query.from, query.zone)[0] ?? null,
    to: typedMoments(query.to, query.zone).at(-1) ?? null,
    before: lineNumberOf(query.before),
  }
}

/** The same search, older than this line. */
export function olderThan(query: Query, before: number): string {
  const kept = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  )
  return `/desk/alerts?${new URLSearchParams({ ...Object.fromEntries(kept), before: String(before) })}`
}

function textOf(value: string | string[] | undefined, most: number): string | null {
  const text = typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, most) : ''
  return text === '' ? null : text
}
