import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Maintenance, runningMaintenance } from '#lib/rules/maintenance/maintenance.ts'
import { grantedUntil, ownWorkLimit } from '#lib/rules/maintenance/own-work.ts'
import { later } from '#lib/rules/time/time.ts'

const now = new Date('2026-11-30T03:00:00Z')
const work = (fromMinutes: number, toMinutes: number) => ({
  startsAt: later(now, fromMinutes * 60),
  endsAt: later(now, toMinutes * 60),
  completedAt: null,
})

describe('how long an agent may explain slowness by our work', () => {
  it.each([
    ['as long as it says', [], 0, 20, 20],
    ['four hours at most', [], 0, 1440, 240],
    ['what is left of the day', [work(-600, -420)], 0, 120, 60],
    ['nothing, when the day is used up', [work(-600, -360)], 0, 20, null],
    ['what was a day ago does not count', [work(-2000, -1441)], 0, 20, 20],
    ['and only what of it lies within the day', [work(-1500, -1400)], 0, 240, 200],
    ['what runs beside it counts whole', [work(-10, 50)], 0, 240, 180],
    ['its own time counts when it is extended', [], -180, 120, 60],
    ['and is over after four hours', [], -240, 20, null],
  ])('%s', (_, others, startedMinutes, minutes, granted) => {
    const until = grantedUntil(others, later(now, startedMinutes * 60), minutes, now)
    expect(until).toEqual(granted === null ? null : later(now, granted * 60))
  })

  it('never exceeds what a day allows, whatever it asks for and however often', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 1440 }))),
        asked => {
          const granted: { startsAt: Date; endsAt: Date; completedAt: null }[] = []
          let at = now
          for (const [pause, minutes] of asked) {
            at = later(at, pause * 60)
            const until = grantedUntil(granted, at, minutes, at)
            if (until) granted.push({ startsAt: at, endsAt: until, completedAt: null })
          }
          for (const { endsAt } of granted) {
            const from = later(endsAt, -ownWorkLimit.daySeconds).getTime()
            const used = granted.reduce((sum, each) => {
              const within =
                Math.min(each.endsAt.getTime(), endsAt.getTime()) - Math.max(each.startsAt.getTime(), from)
              return sum + Math.max(0, within) / 1000
            }, 0)
            expect(used).toBeLessThanOrEqual(ownWorkLimit.mostSeconds + 1)
          }
        },
      ),
    )
  })
})

it('what staff do on a server counts before what its agent says, whichever ends last', () => {
  const of = (id: string, hours: number, sourceId: string | null): Maintenance => {
    const [startsAt, endsAt] = [later(now, -60), later(now, hours * 3600)]
    const times = { startsAt, endsAt, firstEndsAt: null, completedAt: null, cancelledAt: null }
    return {
      id,
      postId: null,
      kind: 'countermeasure',
      title: 'x',
      ...times,
      endsBy: 'itself',
      sourceId,
      slots: [{ serverId: 'web07', startsAt, endsAt }],
    }
  }
  expect(runningMaintenance([of('agent', 3, 'src'), of('staff', 1, null)], now).get('web07')?.id).toBe(
    'staff',
  )
  expect(runningMaintenance([of('agent', 3, 'src')], now).get('web07')?.sourceId).toBe('src')
})
