import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { normaliseHost } from '#lib/alerts/hosts/host.ts'
import type { Parse, ParsedItem } from '#lib/alerts/item/item.ts'

export const receivedAt = new Date('2026-03-10T14:30:00Z')

export type AlertItem = Extract<ParsedItem, { is: 'alert' }>

export function itemsOf(parse: Parse, body: unknown): ParsedItem[] {
  const parsed = parse({ body, receivedAt })
  if ('unreadable' in parsed) throw new Error(parsed.unreadable)
  return parsed.items
}

export function unreadable(parse: Parse, body: unknown): string | null {
  const parsed = parse({ body, receivedAt })
  return 'unreadable' in parsed ? parsed.unreadable : null
}

/** The only alert of a body, with what stands beside it: its event and the fingerprint on the server "srv". */
export function alertOf(parse: Parse, body: unknown) {
  const items = itemsOf(parse, body)
  expect(items.map(item => item.is)).toEqual(['alert'])
  const item = items[0] as AlertItem
  return { ...item.alert, eventId: item.eventId, onServer: item.fingerprintOn?.('srv') ?? null }
}

/** Why the only message of a body was ignored. */
export function ignoredReason(parse: Parse, body: unknown): string {
  const items = itemsOf(parse, body)
  expect(items.map(item => item.is)).toEqual(['ignored'])
  return (items[0] as Extract<ParsedItem, { is: 'ignored' }>).reason
}

/** Which field the only message of a body was rejected for. */
export function rejectedField(parse: Parse, body: unknown): string {
  const items = itemsOf(parse, body)
  expect(items.map(item => item.is)).toEqual(['rejected'])
  return (items[0] as Extract<ParsedItem, { is: 'rejected' }>).field
}

const samples = new URL('./samples/', import.meta.url)

export function sample(name: string): unknown {
  const text = readFileSync(new URL(name, samples), 'utf8')
  return name.endsWith('.form') ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text)
}

/** Reads a sample and compares it with what tests/alerts/samples/expected says of it, field by field. */
export function expectSample(parse: Parse, name: string): void {
  const { file, alerts } = sample(`expected/${name}.json`) as { file: string; alerts: unknown[] }
  expect(itemsOf(parse, sample(file)).map(normalised)).toEqual(alerts)
}

/** An item in the words of samples/expected, on the servers of samples/servers.json. */
function normalised(item: ParsedItem) {
  if (item.is !== 'alert') return item
  const { source, fingerprint, hosts, kind, state, severity, summary, startsAt, endsAt } = item.alert
  const server = serverOf(hosts)
  return {
    source,
    fingerprint: server ? (item.fingerprintOn?.(server) ?? fingerprint) : fingerprint,
    server,
    kind,
    state,
    severity,
    summary,
    startsAt: written(startsAt),
    endsAt: written(endsAt),
    ...(item.eventId ? { eventId: item.eventId } : {}),
  }
}

type Server = { id: string; fqdn: string; ips: string[]; aliases: string[] }

function serverOf(hosts: readonly string[]): string | null {
  const servers = sample('servers.json') as Server[]
  for (const host of hosts.map(normaliseHost)) {
    const found = servers.find(({ fqdn, ips, aliases }) => [fqdn, ...ips, ...aliases].includes(host ?? ''))
    if (found) return found.id
  }
  return null
}

function written(time: Date | null): string | null {
  return time?.toISOString().replace('.000Z', 'Z') ?? null
}
