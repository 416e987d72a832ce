import type { TitledPost } from '#lib/rules/languages/translation.ts'
import { type TimeSums, uptimeOf } from '#lib/rules/servers/uptime.ts'
import type { Month } from '#lib/rules/time/month.ts'
import type { RecordPeriod } from './record-period.ts'

/** How long a server was in what, in milliseconds, by degree. */
export type RecordTimes = {
  majorMs: number
  partialMs: number
  degradedMs: number
  maintenanceMs: number
  withoutDataMs: number
  fineMs: number
}

/** A server that has domains of the customer. months: only those in which it was ours, in order. */
export type RecordServer = {
  id: string
  label: string
  hostname: string
  /** How many domains of the customer are on it today. */
  domainCount: number
  /** The first of them by name, mostNamed at most. */
  domains: string[]
  months: { month: Month; times: RecordTimes }[]
}

/** What befell one of the servers, as its public history has it. until null: it was not over at the end of the period. */
export type RecordIncident = {
  serverId: string
  /** null: work that has no page. */
  post: { slug: string; titled: TitledPost; kind: string } | null
  from: Date
  until: Date | null
  times: Pick<RecordTimes, 'majorMs' | 'partialMs' | 'degradedMs' | 'maintenanceMs'>
}

/** What befell one customer, an account or one domain, in a period. */
export type CustomerRecord = {
  customer: string
  period: RecordPeriod
  servers: RecordServer[]
  incidents: RecordIncident[]
}

/** How many domains of each server are named; the others are counted. */
export const mostNamed = 50

/** What a record holds at most: more is asked for in pieces. */
export const recordLimits = { servers: 200, serverMonths: 3_000, incidents: 1_000 } as const

export const noTimes: RecordTimes = {
  majorMs: 0,
  partialMs: 0,
  degradedMs: 0,
  maintenanceMs: 0,
  withoutDataMs: 0,
  fineMs: 0,
}

function addTimes(a: RecordTimes, b: RecordTimes): RecordTimes {
  return {
    majorMs: a.majorMs + b.majorMs,
    partialMs: a.partialMs + b.partialMs,
    degradedMs: a.degradedMs + b.degradedMs,
    maintenanceMs: a.maintenanceMs + b.maintenanceMs,
    withoutDataMs: a.withoutDataMs + b.withoutDataMs,
    fineMs: a.fineMs + b.fineMs,
  }
}

/** A server's months in one. */
export function totalOf({ months }: Pick<RecordServer, 'months'>): RecordTimes {
  return months.reduce((sum, { times }) => addTimes(sum, times), noTimes)
}

/** As the formula of uptime takes them: down and partly down are one. */
export function sumsOfTimes(times: RecordTimes): TimeSums {
  const { majorMs, partialMs, degradedMs, maintenanceMs, withoutDataMs, fineMs } = times
  return { downMs: majorMs + partialMs, slowMs: degradedMs, maintenanceMs, withoutDataMs, fineMs }
}

/** "99.98", rounded down as everywhere; null: no time counts. */
export function uptimeShare(times: RecordTimes): string | null {
  const share = uptimeOf(sumsOfTimes(times))
  return share === null ? null : (share / 100).toFixed(2)
}

/** Of a time in milliseconds; a minute that has begun counts as a whole one. */
export function wholeMinutes(ms: number): number {
  return Math.ceil(ms / 60_000)
}
