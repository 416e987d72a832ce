import { announcePages } from '#db/changes/announce.ts'
import type { Database, Transaction } from '#db/client.ts'
import { readSlugsWith } from '#db/reads/posts/element-pages.ts'
import { insertMeasure, lockMeasure, updateMeasure } from '#db/writes/containment/measures.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import type { MeasureFacts } from '#lib/rules/containment/containment.ts'
import type { AuditAction } from '#lib/rules/staff/may.ts'
import { deskPage, getShared, type PageChange } from '#lib/shared.ts'

export type Recording = { id: string; staffId: string; measure: MeasureFacts }

/** Enters a measure in the log. id: chosen by the form, so that a form sent twice is one measure. */
export async function recordMeasure(
  db: Database,
  { id, staffId, measure }: Recording,
  now: Date,
): Promise<'done' | 'there-already'> {
  const origin = { staffId, sourceId: null, sourceKey: null }
  const change = await db.transaction(async tx => {
    if (!(await insertMeasure(tx, { id, ...measure, ...origin }, now))) return null
    await note(tx, { id, staffId, action: 'record-measure', facts: measure }, now)
    return announceMeasures(tx, now)
  })
  if (!change) return 'there-already'
  await getShared().pages.refresh(change)
  return 'done'
}

export type MeasureEdit = { id: string; staffId: string; version: number; measure: Partial<MeasureFacts> }
export type MeasureEditOutcome = 'done' | 'changed-meanwhile' | 'before-its-beginning'

/** Changes a measure. changed-meanwhile: a colleague was quicker, or it is withdrawn or gone. */
export function changeMeasure(db: Database, edit: MeasureEdit, now: Date): Promise<MeasureEditOutcome> {
  return edited(db, { ...edit, action: 'change-measure' }, now, edit.measure)
}

/** Says that a measure has ended now. before-its-beginning: it has not begun, so it is withdrawn instead. */
export function endMeasure(
  db: Database,
  act: Omit<MeasureEdit, 'measure'>,
  now: Date,
): Promise<MeasureEditOutcome> {
  return edited(db, { ...act, action: 'end-measure' }, now, { until: now })
}

/** Takes back what was entered by mistake: readers find it no more, and staff see that it was. */
export function withdrawMeasure(
  db: Database,
  act: Omit<MeasureEdit, 'measure'>,
  now: Date,
): Promise<MeasureEditOutcome> {
  return edited(db, { ...act, action: 'withdraw-measure' }, now, { withdrawnAt: now })
}

type Act = { id: string; staffId: string; action: AuditAction; version: number }

async function edited(
  db: Database,
  { id, staffId, action, version }: Act,
  now: Date,
  to: Partial<MeasureFacts> & { withdrawnAt?: Date },
): Promise<MeasureEditOutcome> {
  const outcome = await db.transaction(async tx => {
    const before = await lockMeasure(tx, { id })
    if (before?.version !== version || before.withdrawnAt) return 'changed-meanwhile' as const
    const { since, until } = { ...before, ...to }
    if (until && until < since) return 'before-its-beginning' as const
    await updateMeasure(tx, before, to)
    const was = Object.fromEntries(Object.keys(to).map(name => [name, before[name as keyof typeof before]]))
    await note(tx, { id, staffId, action, facts: { before: was, after: to } }, now)
    return announceMeasures(tx, now)
  })
  if (typeof outcome === 'string') return outcome
  await getShared().pages.refresh(outcome)
  return 'done'
}

function note(
  tx: Transaction,
  { id, staffId, action, facts }: Omit<Act, 'version'> & { facts: Record<string, unknown> },
  now: Date,
): Promise<void> {
  return writeAudit(tx, { at: now, staffId, action, subject: `measure ${id}`, facts })
}

/** Names the pages whose texts may show measures, and the desk's own. */
export async function announceMeasures(tx: Transaction, now: Date): Promise<PageChange> {
  const slugs = await readSlugsWith(tx, 'Containment')
  return announcePages(tx, [...(slugs.length > 0 ? pagesOf(slugs, []) : []), deskPage], now)
}
