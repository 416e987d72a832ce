import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { loadRecord, type NoRecord } from '#lib/flows/customers/customer-record.ts'
import {
  type RecordIncident,
  type RecordServer,
  type RecordTimes,
  recordLimits,
  sumsOfTimes,
  uptimeShare,
  wholeMinutes,
} from '#lib/rules/customers/record.ts'
import { countedMs, uptimeFormula } from '#lib/rules/servers/uptime.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'
import { wordsIn } from '#lib/words/words.ts'
import { pageAt } from './shown-post.ts'

type Asked = {
  params: { customer: string }
  query: { from?: string | undefined; to?: string | undefined }
}

/** What befell a customer. */
export async function runGetRecord(
  { params: { customer }, query: { from, to } }: Asked,
  { db, now }: ApiAct,
) {
  const record = await loadRecord(db, { customer, firstDay: from, lastDay: to }, now)
  if (typeof record === 'string') return refusalOf(record)
  const { period, servers, incidents } = record
  const hostnames = new Map(servers.map(({ id, hostname }) => [id, hostname]))
  return {
    customer: record.customer,
    from: period.firstDay,
    to: period.lastDay,
    zone: period.zone,
    formula: wordsIn('en')('record.formula', { formula: String(uptimeFormula) }),
    servers: servers.map(shownServer),
    incidents: incidents.map(incident => shownIncident(incident, hostnames.get(incident.serverId) ?? '')),
  }
}

function refusalOf(problem: NoRecord): NotDone {
  switch (problem) {
    case 'unknown':
      return refuseWith(404, 'The customer map has no account and no domain of this name.', 'customer')
    case 'no-day':
      return refuseWith(400, 'from and to have to be days such as 2026-11-30.', 'from')
    case 'reversed':
      return refuseWith(400, 'to is before from.', 'to')
    case 'future':
      return refuseWith(400, 'from has not come yet.', 'from')
    case 'too-long':
      return refuseWith(400, 'This is longer than ten years.', 'to')
    case 'too-much': {
      const { servers, serverMonths, incidents } = recordLimits
      const most = `${servers} servers, ${serverMonths} months of servers or ${incidents} incidents`
      return refuseWith(422, `This has more than ${most}. Ask for a shorter time, or for one domain.`, 'from')
    }
  }
}

function shownServer({ label, hostname, domainCount, domains, months }: RecordServer) {
  return {
    label,
    hostname,
    domainCount,
    domains,
    months: months.map(({ month, times }) => {
      const share = uptimeShare(times)
      return {
        month,
        ...troubled(times),
        withoutDataMinutes: wholeMinutes(times.withoutDataMs),
        countedMinutes: wholeMinutes(countedMs(sumsOfTimes(times))),
        uptimePercent: share === null ? null : Number(share),
      }
    }),
  }
}

function shownIncident({ post, from, until, times }: RecordIncident, server: string) {
  return {
    server,
    kind: post?.kind ?? null,
    title: post ? titleIn(wordsIn('en'), post.titled) : null,
    address: post ? pageAt(`/posts/${post.slug}`) : null,
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
    ...troubled(times),
  }
}

function troubled({
  majorMs,
  partialMs,
  degradedMs,
  maintenanceMs,
}: Omit<RecordTimes, 'withoutDataMs' | 'fineMs'>) {
  return {
    downMinutes: wholeMinutes(majorMs),
    partlyDownMinutes: wholeMinutes(partialMs),
    degradedMinutes: wholeMinutes(degradedMs),
    maintenanceMinutes: wholeMinutes(maintenanceMs),
  }
}
