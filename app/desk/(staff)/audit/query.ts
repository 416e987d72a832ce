import { lineNumberOf, textOf, typedMoments } from '#app/desk/list-query.ts'
import type { AuditFilter } from '#db/reads/staff/audit-log.ts'
import { auditActions } from '#lib/rules/staff/may.ts'

/** The address of the audit log: what is looked for, by the names of the form's fields. */
export type AuditQuery = Partial<Record<string, string | string[]>>

/** What the address asks for. What cannot be meant is left out. */
export function auditFilterOf(query: AuditQuery): AuditFilter {
  return {
    by: textOf(query.by),
    action: auditActions.find(action => action === query.action) ?? null,
    text: textOf(query.text),
    from: typedMoments(query.from, query.zone)[0] ?? null,
    to: typedMoments(query.to, query.zone).at(-1) ?? null,
    before: lineNumberOf(query.before),
  }
}

/** The same search, older than this line. */
export function olderLines(query: AuditQuery, before: number): string {
  const kept = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  )
  return `/desk/audit?${new URLSearchParams({ ...Object.fromEntries(kept), before: String(before) })}`
}
