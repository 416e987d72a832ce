import { expect, it } from 'vitest'
import { brandEvents } from '#lib/rules/brands/brand-event.ts'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 30, hour))
const change = (hour: number, impact: Impact, cause: Cause | null = 'outage') => ({
  at: at(hour),
  impact,
  cause,
})

it('a trouble is one event by the worst of it, from its beginning to its end', () => {
  const changes = [
    change(1, 'degraded', 'slowdown'),
    change(2, 'major_outage'),
    change(3, 'degraded', 'slowdown'),
    change(4, 'operational', null),
    change(5, 'operational', 'no-data'),
    change(6, 'maintenance', 'maintenance'),
  ]
  expect(brandEvents(changes)).toEqual([
    { from: at(1), until: at(4), worst: changes[1] },
    { from: at(6), until: null, worst: changes[5] },
  ])
  expect(brandEvents([change(1, 'operational', null)])).toEqual([])
})
