import { fairPauses } from '#lib/limits/fair-queue.ts'
import {
  type CustomerRecord,
  type RecordTimes,
  sumsOfTimes,
  uptimeShare,
  wholeMinutes,
} from '#lib/rules/customers/record.ts'
import { countedMs, uptimeFormula } from '#lib/rules/servers/uptime.ts'
import { csvRecord } from '#lib/rules/subscribers/subscriber-line.ts'

/** A spreadsheet takes a file for UTF-8 by this mark. */
const mark = '\uFEFF'

const monthColumns = [
  'server',
  'hostname',
  'month',
  'time_zone',
  'down_minutes',
  'partly_down_minutes',
  'degraded_minutes',
  'maintenance_minutes',
  'without_data_minutes',
  'counted_minutes',
  'uptime_percent',
  'formula',
]

/** The months of a record, a line for each server and month; others are served in between. */
export async function monthsCsv({ servers, period: { zone } }: CustomerRecord): Promise<string> {
  const pauseFairly = fairPauses()
  const lines = [mark, csvRecord(monthColumns)]
  for (const { label, hostname, months } of servers)
    for (const { month, times } of months) {
      await pauseFairly()
      const counted = String(wholeMinutes(countedMs(sumsOfTimes(times))))
      const { withoutDataMs } = times
      const minutes = [...troubleMinutes(times), String(wholeMinutes(withoutDataMs)), counted]
      const share = [uptimeShare(times) ?? '', String(uptimeFormula)]
      lines.push(csvRecord([label, hostname, month, zone, ...minutes, ...share]))
    }
  return lines.join('')
}

const incidentColumns = [
  'server',
  'hostname',
  'kind',
  'title',
  'address',
  'from',
  'until',
  'down_minutes',
  'partly_down_minutes',
  'degraded_minutes',
  'maintenance_minutes',
]

/** What happened, a line for each server and post. addressOf: of the page of a post. */
export async function incidentsCsv(
  { servers, incidents }: CustomerRecord,
  addressOf: (slug: string) => string,
): Promise<string> {
  const pauseFairly = fairPauses()
  const byId = new Map(servers.map(server => [server.id, server]))
  const lines = [mark, csvRecord(incidentColumns)]
  for (const { serverId, post, from, until, times } of incidents) {
    await pauseFairly()
    const server = byId.get(serverId)
    const what = post ? [post.kind, post.titled.title, addressOf(post.slug)] : ['', '', '']
    const when = [from.toISOString(), until?.toISOString() ?? '']
    lines.push(
      csvRecord([server?.label ?? '', server?.hostname ?? '', ...what, ...when, ...troubleMinutes(times)]),
    )
  }
  return lines.join('')
}

type Troubled = Pick<RecordTimes, 'majorMs' | 'partialMs' | 'degradedMs' | 'maintenanceMs'>

function troubleMinutes({ majorMs, partialMs, degradedMs, maintenanceMs }: Troubled): string[] {
  return [majorMs, partialMs, degradedMs, maintenanceMs].map(ms => String(wholeMinutes(ms)))
}
