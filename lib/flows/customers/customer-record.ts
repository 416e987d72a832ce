import type { Database } from '#db/client.ts'
import {
  findRecordSubject,
  readRecordIncidents,
  readRecordMonths,
  readRecordServers,
} from '#db/reads/customers/record.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { type CustomerRecord, mostNamed, recordLimits } from '#lib/rules/customers/record.ts'
import { type PeriodProblem, recordPeriod, usualDays } from '#lib/rules/customers/record-period.ts'
import { readDomain } from '#lib/rules/subscribers/target.ts'
import { ourSite } from '#lib/site.ts'

/** Whose record is asked for, and for which days of the site's zone; those left out are the usual ones. */
export type RecordAsked = { customer: string; firstDay?: string | undefined; lastDay?: string | undefined }

/** unknown: the map has no such account and no such domain. too-much: more than recordLimits allow. */
export type NoRecord = PeriodProblem | 'unknown' | 'too-much'

/** What befell a customer of the map: an account of this name, else the domain. */
export async function loadRecord(
  db: Database,
  { customer, firstDay, lastDay }: RecordAsked,
  now: Date,
): Promise<CustomerRecord | NoRecord> {
  const usual = usualDays(ourSite().zone, now)
  const days = { firstDay: firstDay ?? usual.firstDay, lastDay: lastDay ?? usual.lastDay }
  const period = recordPeriod(days, ourSite().zone, now)
  if (typeof period === 'string') return period
  return readSnapshot(db, async tx => {
    const subject = await findRecordSubject(tx, { account: customer, domain: readDomain(customer) })
    if (!subject) return 'unknown'
    const most = recordLimits.servers + 1
    const servers = await readRecordServers(tx, subject, { most, named: mostNamed })
    if (servers.length >= most || servers.length * period.months.length > recordLimits.serverMonths)
      return 'too-much'
    const ids = servers.map(({ id }) => id)
    const months = await readRecordMonths(tx, ids, period)
    const span = { from: period.from, until: period.until, most: recordLimits.incidents + 1 }
    const incidents = await readRecordIncidents(tx, ids, span)
    if (incidents.length > recordLimits.incidents) return 'too-much'
    return {
      customer: subject.is === 'account' ? subject.account : subject.domain,
      period,
      servers: servers.map(server => ({
        ...server,
        months: (months.get(server.id) ?? []).map(({ month, serverId: _, ...times }) => ({ month, times })),
      })),
      incidents,
    }
  })
}
