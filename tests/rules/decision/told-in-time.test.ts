import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBadNews } from '#lib/rules/decision/news.ts'
import { later } from '#lib/rules/time/time.ts'
import { isAlarm, lettersOf } from '#tests/rules/sending/letters.ts'
import { lags } from './lags.ts'
import { storm, weather } from './weather.ts'
import { at, type World } from './world.ts'

/** What else a reader is mailed, with pauses of seconds. */
const others = fc
  .array(
    fc.record({
      kind: fc.constantFrom('update', 'planned', 'starting', 'done', 'ended'),
      pause: fc.integer({ min: 0, max: 600 }),
    }),
    { maxLength: 40 },
  )
  .map(list => {
    let seconds = 0
    return list.map(({ kind, pause }) => {
      seconds += pause
      return { at: at(seconds), kind, publicAt: null }
    })
  })

/** What the world decided to tell, with when the first of its servers was shown so on the pages. */
function decided(world: World) {
  const gaps = lags(world)
  return world.told.map(({ at: moment, notice: { postId, kind, facts } }) => {
    const own = gaps.filter(
      gap =>
        gap.postId === postId &&
        facts.servers.some(({ id }) => id === gap.serverId) &&
        later(gap.publicAt, gap.seconds).getTime() === moment.getTime(),
    )
    const publicAt = new Date(Math.min(moment.getTime(), ...own.map(gap => gap.publicAt.getTime())))
    return { at: moment, kind, publicAt: isBadNews(kind) ? publicAt : null }
  })
}

describe('bad news', () => {
  it('reaches a reader of all servers within 90 seconds after it is public, whatever else he was mailed', () => {
    fc.assert(
      fc.property(storm, others, (items, mailed) => {
        const world = weather(items)
        const letters = lettersOf([...decided(world), ...mailed], world.policy)
        for (const letter of letters)
          for (const { publicAt } of letter.carried) {
            if (!publicAt) continue
            const alarms = letters.filter(
              ({ at, carried }) => at < letter.at && later(at, 3600) > publicAt && isAlarm(carried),
            )
            // A storm: what is gathered for five minutes then was decided within half a minute all the same.
            const most = alarms.length >= world.policy.mailsPerHour ? 330 : 90
            expect((letter.at.getTime() - publicAt.getTime()) / 1000).toBeLessThanOrEqual(most)
          }
      }),
      { numRuns: 400 },
    )
  })
})
