import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll } from 'vitest'
import { newId } from '#db/id.ts'
import { alertLog } from '#db/schema/alert.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import type { RequestLimits } from '#lib/flows/alerts/admit-request.ts'
import { answerAlerts } from '#lib/flows/alerts/answer-alerts.ts'
import type { Spool } from '#lib/flows/spool/spool.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import { asResponse } from '#tests/support/as-response.ts'
import { type Site, testSite } from '#tests/support/site.ts'

export const now = new Date('2026-03-10T14:30:00Z')
export const seconds = (count: number) => new Date(now.getTime() + count * 1000)

type SampleServer = { id: string; fqdn: string; ips: string[]; aliases: string[] }

export const sample = (name: string) => readFile(`tests/alerts/samples/${name}`, 'utf8')

/** A site with the servers of the samples. */
export async function intakeSite(): Promise<Site> {
  const site = await testSite()
  const rows = JSON.parse(await sample('servers.json')) as SampleServer[]
  await site.db.insert(servers).values(
    rows.map(({ id, fqdn, ips, aliases }) => ({
      id,
      hostname: fqdn,
      label: fqdn.split('.')[0] as string,
      ips,
      aliases,
    })),
  )
  return site
}

/** A source of its own with a token of its own. */
export async function addSource(site: Site, facts: Partial<typeof sources.$inferInsert> = {}) {
  const id = newId()
  const token = `it_${id}`
  await site.db.insert(sources).values({ id, name: id, tokenHash: hashToken(token), ...facts })
  return { id, token }
}

/** Turns that no test uses up. */
export function noLimits(): RequestLimits {
  const many = { burst: 1e6, perMinute: 1e6 }
  const limit = createRateLimit({ address: many, network: many })
  return { source: limit, wrong: limit }
}

export type Call = {
  format?: string
  pathToken?: string
  /** What a tool appends to the address. */
  below?: string
  query?: string
  method?: string
  body?: string | Buffer<ArrayBuffer> | FormData | ReadableStream
  headers?: Record<string, string>
  at?: Date
  limits?: RequestLimits
  spool?: Spool
}

/** Calls the endpoint as HTTP would, with JSON unless the headers say otherwise. */
export async function call(site: Site, given: Call) {
  const { format = 'generic', query = '', method = 'POST', body, headers = {}, at = now } = given
  const place = given.pathToken ? `in/${given.pathToken}/${format}` : format
  const type: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/json' } : {}
  const request = new Request(`https://status.example.com/api/alerts/${place}${query}`, {
    method,
    headers: { ...type, ...headers },
    ...(body === undefined ? {} : { body }),
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit)
  const address = { format, pathToken: given.pathToken ?? null, below: given.below ?? '' }
  const { limits = noLimits(), spool } = given
  const response = asResponse(await answerAlerts(request, address, at, site.db, limits, spool))
  const text = response.headers.get('content-encoding') ? '' : await response.clone().text()
  return { response, status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** One alert in our own schema. */
export function alert(facts: Record<string, unknown> = {}) {
  return {
    fingerprint: `ping:${newId()}`,
    server: 'web07',
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary: 'no answer',
    startsAt: '2026-03-10T14:29:00Z',
    ...facts,
  }
}

export const batch = (...alerts: unknown[]) => JSON.stringify({ version: 1, alerts })

export const logged = (site: Site) => site.db.select().from(alertLog).orderBy(alertLog.sequence)

/** A site with a source, for the tests of one file. */
export function useIntake() {
  const site = {} as Site
  const sender = { id: '', token: '' }
  beforeAll(async () => {
    Object.assign(site, await intakeSite())
    Object.assign(sender, await addSource(site))
  })
  afterAll(() => site.close())
  return {
    site,
    sender,
    /** As the source sends. */
    send: (body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}, at = now) =>
      call(site, { body, headers: { ...bearer(sender.token), ...headers }, at }),
  }
}
