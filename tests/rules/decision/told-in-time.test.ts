import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBadNews } from '#lib/rules/decision/pending-changes.ts'
import { later } from '#lib/rules/time/time.ts'
import { isAlarm, simulatedMails } from '#tests/rules/sending/mail-simulation.ts'
import { measure } from '#tests/support/measure.ts'
import { lags } from './lags.ts'
import { at, type Simulation } from './simulation.ts'
import { storm, weather } from './weather.ts'

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
function decided(simulation: Simulation) {
  const gaps = lags(simulation)
  return simulation.told.map(({ at: moment, notice: { postId, kind, facts } }) => {
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
  it('reaches a reader of all servers within 90 seconds after it is public, whatever else they were mailed', () => {
    fc.assert(
      fc.property(storm, others, (items, mailed) => {
        const simulation = weather(items)
        const mails = simulatedMails([...decided(simulation), ...mailed], simulation.policy)
        for (const mail of mails)
          for (const { publicAt } of mail.carried) {
            if (!publicAt) continue
            const alarms = mails.filter(
              ({ at, carried }) => at < mail.at && later(at, 3600) > publicAt && isAlarm(carried),
            )
            // A storm: what is gathered for five minutes then was decided within half a minute all the same.
            const most = alarms.length >= simulation.policy.mailsPerHour ? 330 : 90
            expect((mail.at.getTime() - publicAt.getTime()) / 1000).toBeLessThanOrEqual(most)
          }
      }),
      { numRuns: measure(400, 200) },
    )
  })
})
