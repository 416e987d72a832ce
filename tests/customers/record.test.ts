import { describe, expect, it } from 'vitest'
import { incidentsCsv, monthsCsv } from '#lib/customers/record/record-csv.ts'
import { drawSheet } from '#lib/customers/record/sheet.ts'
import { sheetText } from '#lib/customers/record/sheet-text.ts'
import {
  type CustomerRecord,
  noTimes,
  type RecordTimes,
  totalOf,
  uptimeShare,
  wholeMinutes,
} from '#lib/rules/customers/record.ts'
import { recordPeriod } from '#lib/rules/customers/record-period.ts'
import { titled } from '#tests/support/titled.ts'

const minute = 60_000
const times = (given: Partial<RecordTimes>): RecordTimes => ({ ...noTimes, ...given })
const now = new Date('2026-11-30T12:00:00Z')
const hostile = `=cmd|"/C calc"!A0\u202e\u0000\n日本 😀 ${'x'.repeat(400)}`

function recordOf(firstDay: string, serverCount: number, incidentCount: number): CustomerRecord {
  const period = recordPeriod({ firstDay, lastDay: '2026-11-30' }, 'Europe/Berlin', now)
  if (typeof period === 'string') throw new Error(period)
  const months = period.months.map(({ month }) => {
    return { month, times: times({ majorMs: 17 * minute, fineMs: 43_183 * minute }) }
  })
  return {
    customer: hostile,
    period,
    servers: Array.from({ length: serverCount }, (_, i) => ({
      id: `s${i}`,
      label: `web0${i}`,
      hostname: `web0${i}.example-host.net`,
      domainCount: 2,
      domains: ['example.com', 'example.org'],
      months,
    })),
    incidents: Array.from({ length: incidentCount }, (_, i) => ({
      serverId: 's0',
      post: i === 0 ? { slug: 'a', titled: titled(hostile), kind: 'incident' } : null,
      from: new Date('2026-11-02T10:00:00Z'),
      until: i === 0 ? null : new Date('2026-11-02T10:17:00Z'),
      times: times({ majorMs: 17 * minute }),
    })),
  }
}

describe('the times of a record', () => {
  it.each<[Partial<RecordTimes>, string | null]>([
    [{ fineMs: 99 * minute, majorMs: minute }, '99.00'],
    [{ fineMs: 98 * minute, partialMs: minute, majorMs: minute }, '98.00'],
    [{ fineMs: 50 * minute, degradedMs: 50 * minute }, '100.00'],
    [{ fineMs: 1e12, majorMs: 1 }, '99.99'],
    [{ majorMs: minute }, '0.00'],
    [{ maintenanceMs: minute, withoutDataMs: minute }, null],
    [{}, null],
  ])('%j are an uptime of %s', (given, share) => expect(uptimeShare(times(given))).toBe(share))

  it('are counted in whole minutes, those that have begun too', () => {
    expect([0, 1, minute, minute + 1].map(wholeMinutes)).toEqual([0, 1, 1, 2])
  })

  it('of all months are their sum', () => {
    const [server] = recordOf('2026-10-01', 1, 0).servers
    expect(server && totalOf(server)).toEqual(times({ majorMs: 34 * minute, fineMs: 86_366 * minute }))
  })
})

describe('a record as CSV', () => {
  it('has a line for each server and month', async () => {
    const lines = (await monthsCsv(recordOf('2026-10-01', 2, 0))).trim().split('\r\n')
    expect(lines).toHaveLength(5)
    expect(lines[1]).toBe('web00,web00.example-host.net,2026-10,Europe/Berlin,17,0,0,0,0,43200,99.96,1')
  })

  it('has a line for each incident, in which no cell is a formula', async () => {
    const text = await incidentsCsv(recordOf('2026-11-01', 1, 2), slug => `https://status.example/${slug}`)
    expect(text).toContain(`"'=cmd|""/C calc""`)
    expect(text).toContain('2026-11-02T10:00:00.000Z,2026-11-02T10:17:00.000Z,17,0,0,0')
  })
})

describe('a record as PDF', () => {
  const drawn = async (record: CustomerRecord) => {
    const bytes = await drawSheet({ record, site: hostile, madeAt: now })
    return Buffer.from(bytes).toString('latin1')
  }

  it('is tagged, says its language and that it keeps PDF/UA, and runs nothing', async () => {
    const text = await drawn(recordOf('2026-11-01', 1, 2))
    for (const part of [
      '/Marked true',
      '/StructTreeRoot',
      '<pdfuaid:part>1<',
      '/Lang (en-GB)',
      '/S /TH',
      '/Scope /Row',
    ])
      expect(text).toContain(part)
    expect(text).not.toMatch(/\/JavaScript|\/Launch|\/URI/)
  })

  it('has as many pages as its lines take, whatever names are in it', async () => {
    const pages = async (record: CustomerRecord) => (await drawn(record)).match(/\/Type \/Page\b/g)?.length
    expect(await pages(recordOf('2026-11-01', 1, 0))).toBe(1)
    expect(await pages(recordOf('2016-12-01', 2, 5))).toBe(7)
  }, 20_000)

  it('shows signs that its fonts lack as question marks, and none that steers', () => {
    expect(sheetText(' Zoë \u202eΑθήνα\u0000\nМосква 日本 😀 ÷ ')).toBe('Zoë Αθήνα Москва ?? ? ÷')
  })
})
