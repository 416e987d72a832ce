import type { Database, Transaction } from '#db/client.ts'
import {
  type AlertMessage,
  alertMessageKey,
  appendLines,
  claimAlertMessages,
  linesPerStatement,
  type NewLine,
} from '#db/writes/alerts/alert-log.ts'
import { type Gathered, gather } from '#lib/limits/gather.ts'
import { latest } from '#lib/rules/time/time.ts'
import { mayBeFinding, noteFindings } from './note-findings.ts'

/** A retry of a message comes within this time (Standard Webhooks' schedule ends after about three days). */
export const rememberedDays = 4

/** What one request adds to the alert log. */
export type Addition = {
  sourceId: string
  receivedAt: Date
  /** The sender's id of the request; null: it gives none. */
  messageId: string | null
  lines: readonly NewLine[]
}

/** 'duplicate': the request was received before. Otherwise a number or 'duplicate' for each line. */
export type Added = 'duplicate' | readonly (number | 'duplicate')[]

/** Requests that share one transaction; more wait for the next. */
const mostTogether = 200

const appenders = new WeakMap<Database, Gathered<Addition, Added>>()

/**
 * Appends a request's lines to the alert log, durable when it returns.
 * Requests that come while others are being written share the next transaction, and so the wait for the disk.
 */
export async function appendAlerts(db: Database, addition: Addition): Promise<Added> {
  if (addition.messageId === null && addition.lines.length === 0) return []
  const known = appenders.get(db)
  if (known) return known(addition)
  const write = (additions: readonly Addition[]) =>
    isPlain(additions) ? appendPlain(db, additions) : db.transaction(tx => writeAdditions(tx, additions))
  const fresh = gather(write, { most: mostTogether, isOwnFault: isDataFault })
  appenders.set(db, fresh)
  return fresh(addition)
}

/** Whether nothing is to be written but some lines: no id that others may send again, no finding. One statement is a transaction. */
function isPlain(additions: readonly Addition[]): boolean {
  const count = additions.reduce((sum, { lines }) => sum + lines.length, 0)
  return count <= linesPerStatement && additions.every(isPlainAddition)
}

function isPlainAddition({ messageId, lines }: Addition): boolean {
  return messageId === null && lines.every(line => !line.eventId && !mayBeFinding(line))
}

async function appendPlain(db: Database, additions: readonly Addition[]): Promise<Added[]> {
  const sequences = await appendLines(
    db,
    additions.flatMap(({ lines }) => lines),
  )
  let end = 0
  return additions.map(({ lines }) => {
    end += lines.length
    return sequences.slice(end - lines.length, end)
  })
}

/** The sender's id of a request, as it is remembered. */
export function requestKey(id: string): string {
  return `request ${id}`
}

/** The sender's id of one alert; its end may carry the id of its beginning. */
export function eventKey(line: Pick<NewLine, 'state' | 'eventId'>): string {
  return `${line.state} ${line.eventId}`
}

/** Writes several requests' lines in the caller's transaction; of equal messages the first counts. */
export async function writeAdditions(tx: Transaction, additions: readonly Addition[]): Promise<Added[]> {
  const requests = additions.map(({ messageId, ...rest }) =>
    messageId === null ? null : { ...sender(rest), messageId: requestKey(messageId) },
  )
  const ownRequests = await claimFirst(tx, requests)
  const isNew = (i: number) => requests[i] === null || ownRequests.has(i)
  const lines = additions.flatMap((addition, i) =>
    isNew(i) ? addition.lines.map(line => ({ line, i, addition })) : [],
  )
  const events = lines.map(({ line, addition }) =>
    // What was rejected may come again once it is put right.
    line.eventId && line.result !== 'rejected' ? { ...sender(addition), messageId: eventKey(line) } : null,
  )
  const ownEvents = await claimFirst(tx, events)
  const kept = lines.filter((_, at) => events[at] === null || ownEvents.has(at))
  const sequences = await appendLines(
    tx,
    kept.map(each => each.line),
  )
  const now = latest(additions.map(addition => addition.receivedAt))
  await noteFindings(
    tx,
    kept.map(each => each.line),
    now,
  )
  const sequenceOf = new Map(kept.map(({ line }, at) => [line, sequences[at] as number]))
  return additions.map(({ lines }, i) =>
    isNew(i) ? lines.map(line => sequenceOf.get(line) ?? 'duplicate') : 'duplicate',
  )
}

function sender({ sourceId, receivedAt }: Pick<Addition, 'sourceId' | 'receivedAt'>) {
  return { sourceId, receivedAt }
}

/** The places of those messages that are new here, and new in this list. */
async function claimFirst(tx: Transaction, given: readonly (AlertMessage | null)[]): Promise<Set<number>> {
  const firsts = new Map<string, number>()
  for (const [i, message] of given.entries())
    if (message && !firsts.has(alertMessageKey(message))) firsts.set(alertMessageKey(message), i)
  const claimed = await claimAlertMessages(
    tx,
    [...firsts.values()].map(i => given[i] as AlertMessage),
    rememberedDays,
  )
  return new Set(claimed.map(message => firsts.get(alertMessageKey(message)) as number))
}

/** PostgreSQL's classes 22 (data) and 23 (constraints): a line's fault, not the database's. */
export function isDataFault(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { code?: string } }
  return /^2[23]/.test(cause?.code ?? code ?? '')
}
