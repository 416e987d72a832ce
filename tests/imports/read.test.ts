import { expect, it } from 'vitest'
import { openBytes } from '#lib/imports/source/files.ts'
import { leftOf, linesOf, readFiles, sample } from './reading.ts'
import { kenerStatements, kumaStatements, sqliteOf } from './sqlite-samples.ts'

/** What comes of a sample of each product in its true form, and what stays there. */
const expected = [
  {
    of: 'Statuspage, JSON saved of /api/v2 and API v1',
    read: () => readFiles('statuspage', sample('statuspage')),
    lines: [
      'group grp000000001: Frankfurt',
      'server cmp000000001: web07.example.net at web07.example.net in grp000000001',
      'server cmp000000002: Control panel at ? in -',
      'server cmp000000003: Billing at ? in -',
      'incident inc000000001: web07 does not answer, 2026-11-29T08:00:00.000Z to now, investigating [investigating] (cmp000000001 partial_outage)',
      'incident inc000000002: Mail was slow, 2025-03-01T09:50:00.000Z to 2025-03-01T12:00:00.000Z, resolved [resolved] (cmp000000002 partial_outage) with review',
      'maintenance mnt000000001: New memory, 2026-12-24T22:00:00.000Z to 2026-12-24T23:30:00.000Z (cmp000000001)',
      'subscriber ada@example.org: all',
      'subscriber bob@example.org: cmp000000001',
    ],
    left: [
      '1 trouble-without-incident: Billing',
      '1 work-without-server: Everywhere a bit',
      '1 quarantined-subscriber',
      '1 sms',
      '1 webhook',
    ],
  },
  {
    of: 'Cachet 2.4',
    read: () => readFiles('cachet', sample('cachet-2')),
    lines: [
      'group 1: Shared',
      'server 1: web07 at web07.example.net in 1',
      'incident 11: Disk is full, 2020-03-03T10:00:00.000Z to 2020-03-03T11:30:00.000Z, resolved [investigating resolved] (1 degraded)',
      'maintenance 3: Kernel, 2020-05-01T22:00:00.000Z to 2020-05-01T23:00:00.000Z done (1)',
      'subscriber ada@example.org: all',
      'subscriber bob@example.org: 1',
    ],
    left: [
      '1 trouble-without-incident: web07',
      '2 hidden: Old thing, Draft',
      '1 unconfirmed-subscriber',
      '1 sms',
      '1 chat',
    ],
  },
  {
    of: 'Cachet 3',
    read: () => readFiles('cachet', sample('cachet-3')),
    lines: [
      'group 4: Shared',
      'server 1: web07 at web07.example.net in 4',
      'incident 21: Network trouble, 2026-11-30T09:00:00.000Z to now, monitoring [investigating monitoring] (1 degraded)',
      'subscriber ada@example.org: all',
    ],
    left: ['1 unconfirmed-subscriber'],
  },
  {
    of: 'cState 6',
    read: () => readFiles('cstate', sample('cstate')),
    lines: [
      'group North Coast: North Coast',
      'server Gateway: Gateway at ? in North Coast',
      'server API: API at api.example.net in -',
      'incident 2018-04-13-connection-issues: Connection issues, 2018-04-13T15:54:00.000Z to 2018-04-13T17:30:00.000Z, resolved [investigating monitoring] (API major_outage) with review',
      'maintenance 2024-02-24-maintenance-window: Maintenance Announcement, 2024-02-24T10:35:00.000Z to 2024-02-24T11:35:00.000Z done (API)',
      'advisory 2024-05-23-planning-meeting: Planning meeting, 2024-05-23T10:35:00.000Z',
      'incident 2024-12-27-dns: DNS resolution error!, 2024-12-27T09:43:40.482Z to now, investigating [-] (Gateway major_outage)',
    ],
    left: [],
  },
  {
    of: 'Upptime 1',
    read: () => readFiles('upptime', sample('upptime')),
    lines: [
      'server example-shop: Example Shop at shop.example.net in -',
      'server i-pv6-test: IPv6 test at forwardemail.example.net in -',
      'server secret-site: Secret Site at ? in -',
      'incident 41: Example Shop is down, 2026-10-01T10:00:00.000Z to 2026-10-01T10:20:00.000Z, resolved [investigating resolved] (example-shop major_outage)',
      'maintenance 42: New rack, 2026-09-10T10:00:00.000Z to 2026-09-10T12:00:00.000Z (example-shop, i-pv6-test)',
    ],
    left: ['1 trouble-without-incident: i-pv6-test'],
  },
  {
    of: 'openstatus.yaml',
    read: () => readFiles('openstatus', sample('openstatus')),
    lines: ['server shop: Shop at shop.example.net in -'],
    left: ['1 hidden: Database'],
  },
  {
    of: 'Uptime Kuma 2.5',
    read: () => readFiles('uptime-kuma', openBytes('kuma.db', sqliteOf(kumaStatements))),
    lines: [
      'group 1: Shared',
      'server 1: web07 at web07.example.net in 1',
      'server 2: Mail at mail.example.net in 1',
      'server 3: Router at 192.0.2.7 in 1',
      'incident 1: Mail is slow, 2026-11-30T09:00:00.000Z to now, investigating [investigating] ()',
      'incident 2: Fire, 2024-01-01T09:00:00.000Z to 2024-01-01T12:00:00.000Z, resolved [investigating] ()',
      'advisory 3: New prices, 2025-01-01T09:00:00.000Z',
      'maintenance 1: Kernel, 2026-12-24T21:00:00.000Z to 2026-12-24T22:00:00.000Z (1)',
    ],
    left: ['1 private-page: Inner', '2 hidden: Inner thing, Inner', '1 recurring-work: Each week'],
  },
  {
    of: 'Kener 4.1',
    read: () => readFiles('kener', openBytes('kener.sqlite.db', sqliteOf(kenerStatements))),
    lines: [
      'group Web: Web',
      'server shop: Shop at shop.example.net in Web',
      'server db: Database at db.example.net in -',
      'incident 1: Shop is down, 2026-09-21T14:13:20.000Z to 2026-09-21T15:13:20.000Z, resolved [investigating resolved] (shop major_outage)',
      'incident 2: Slow, 2026-09-22T18:00:00.000Z to now, identified [identified] (db degraded)',
      'maintenance 1: Move, 2027-01-15T08:00:00.000Z to 2027-01-15T09:00:00.000Z (db)',
      'subscriber ada@example.org: all',
    ],
    left: ['2 hidden: Inner, Mistake', '1 unconfirmed-subscriber', '1 watches-nothing-that-came'],
  },
]

it.each(expected)('what comes of $of', async ({ read, lines, left }) => {
  const found = await read()
  expect(linesOf(found)).toEqual(lines)
  expect(leftOf(found)).toEqual(left)
})
