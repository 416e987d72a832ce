import { randomUUID } from 'node:crypto'
import type { ParsedItem } from '#lib/alerts/item/item.ts'
import { mostAlerts } from '#lib/alerts/item/verdict.ts'
import { parseFairly } from '#lib/alerts/request/parse-fairly.ts'
import { findTool } from '#lib/alerts/tools.ts'
import type { AlertRequest } from '#lib/flows/alerts/read-alerts.ts'
import type { Spool } from './spool.ts'

export type Spooled =
  /** fingerprints: of each member of the request, in its order; null: it has none. */
  { is: 'spooled'; fingerprints: (string | null)[] } | { is: 'full' } | { is: 'unreadable'; reason: string }

/**
 * Keeps a request of alerts on the local disk, durable when it returns, to be received when the database answers. What cannot
 * be read is said now, as ever: its sender is still there.
 */
export async function spoolRequest(spool: Spool, request: AlertRequest): Promise<Spooled> {
  const { source, format, body, receivedAt, messageId } = request
  const parse = findTool(format)?.parse
  if (!parse) return { is: 'unreadable', reason: `The format ${format} is not known here.` }
  const parsed = await parseFairly(parse, { body, receivedAt }, mostAlerts)
  if ('unreadable' in parsed) return { is: 'unreadable', reason: parsed.unreadable }
  const kept = await spool.keep({
    id: `spooled ${randomUUID()}`,
    sourceId: source.id,
    format,
    body,
    messageId: messageId ?? parsed.messageId,
    receivedAt,
    isOfOpen: parsed.items.some(isHomelessEnd),
  })
  if (kept === 'full') return { is: 'full' }
  return { is: 'spooled', fingerprints: parsed.items.map(fingerprintOf) }
}

function isHomelessEnd(item: ParsedItem): boolean {
  return item.is === 'alert' && item.alert.state === 'resolved' && item.alert.hosts.length === 0
}

function fingerprintOf(item: ParsedItem): string | null {
  switch (item.is) {
    case 'alert':
      return item.alert.fingerprint
    case 'rejected':
      return item.fingerprint
    case 'ignored':
      return null
  }
}
