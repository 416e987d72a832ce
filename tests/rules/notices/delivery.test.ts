import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  askedPause,
  isGivenUp,
  mayAlarmFrom,
  mayWriteFrom,
  mostPerHour,
  pauseAfter,
  retryPlaces,
  sharePlaces,
} from '#lib/rules/notices/delivery.ts'
import { noticeKinds } from '#lib/rules/notices/notice.ts'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'
import { later } from '#lib/rules/time/time.ts'
import { isAlarm, simulatedMails } from '#tests/rules/sending/mail-simulation.ts'

const now = new Date('2013-02-19T03:00:00.000Z')
const ago = (seconds: number) => later(now, -seconds)

describe('the pause after a failure', () => {
  it.each([
    [1, 2],
    [2, 4],
    [5, 32],
    [11, 2048],
    [12, 3600],
    [40, 3600],
  ])('after %i attempts is anything up to %i seconds', (attempts, most) => {
    expect(pauseAfter(attempts, 0)).toBe(0)
    expect(pauseAfter(attempts, 0.5)).toBe(most / 2)
    expect(pauseAfter(attempts, 1)).toBe(most)
  })

  it('that a provider asks for is at most an hour', () => {
    expect(askedPause(7)).toBe(7)
    expect(askedPause(86_400)).toBe(3600)
  })

  it('an attempt that may be a second one ends an hour before the provider forgets the first', () => {
    expect(isGivenUp(ago(23 * 3600 - 1), now)).toBe(false)
    expect(isGivenUp(ago(23 * 3600), now)).toBe(true)
  })
})

describe('the next mail to somebody', () => {
  const policy = { digestSeconds: 60, mailsPerHour: 3, stormMinutes: 5 }
  /** Mails of this many seconds ago; "!" told bad news, "~" is under way. */
  const mails = (ages: readonly string[]) =>
    ages.map(age => ({
      at: ago(Number(age.replace(/\D/g, ''))),
      isUrgent: age.includes('!'),
      isUnderWay: age.includes('~'),
    }))

  it.each<[string, string[], number, number]>([
    ['nothing was mailed', [], 0, 0],
    ['the last mail is a minute old', ['60'], 0, 0],
    ['the last mail is ten seconds old', ['10'], 50, 50],
    ['two mails are recent', ['400', '20'], 40, 40],
    ['an hour is full: when its first mail is an hour old', ['3000', '200', '100'], 600, 0],
    ['an hour is full, with older mails: the last three count', ['3500', '3000', '200', '100'], 600, 0],
    ['an hour is full and the last is fresh', ['3590', '200', '10'], 50, 50],
    ['an hour is full of many other mails', ['3000', '900', '800', '700', '600', '500'], 2900, 0],
    ['some of them told bad news', ['!3000', '!900', '70'], 600, 0],
    ['all of them told bad news: a storm', ['!3000', '!900', '!70'], 600, 230],
    ['the storm told nothing for five minutes', ['!3000', '!900', '!300'], 600, 0],
    ['a mail has been under way for a moment', ['~20'], 40, 40],
    ['a mail has been under way for long: an end waits for it', ['~2000'], 5, 0],
  ])('when %s', (_, ages, waits, alarmWaits) => {
    expect(mayWriteFrom(mails(ages), policy, now)).toEqual(later(now, waits))
    expect(mayAlarmFrom(mails(ages), policy, now)).toEqual(later(now, alarmWaits))
  })

  const timedMails = fc.array(
    fc.record({ pause: fc.integer({ min: 0, max: 900 }), kind: fc.constantFrom(...noticeKinds) }),
    {
      maxLength: 60,
    },
  )
  const timed = timedMails.map(list => {
    let at = now
    return list.map(({ pause, kind }) => {
      at = later(at, pause)
      return { at, kind }
    })
  })

  it('never makes more mails without bad news in any hour than the cap', () => {
    fc.assert(
      fc.property(timed, timedMails => {
        const sent = simulatedMails(timedMails, defaultPolicy)
        for (const mail of sent.filter(each => !isAlarm(each.carried))) {
          const before = sent.filter(({ at }) => at <= mail.at && later(at, 3600) > mail.at)
          expect(before.length).toBeLessThanOrEqual(defaultPolicy.mailsPerHour)
        }
      }),
    )
  })

  it('tells bad news within a minute, and in a storm of it within five', () => {
    fc.assert(
      fc.property(timed, timedMails => {
        const sent = simulatedMails(timedMails, defaultPolicy)
        for (const mail of sent)
          for (const each of mail.carried.filter(one => isAlarm([one]))) {
            const lately = sent.filter(({ at }) => at < mail.at && later(at, 3600) > each.at)
            const isStorm =
              lately.filter(({ carried }) => isAlarm(carried)).length >= defaultPolicy.mailsPerHour
            expect(mail.at <= later(each.at, isStorm ? 300 : 60)).toBe(true)
          }
      }),
      { numRuns: 500 },
    )
  })

  it('carries everything once', () => {
    fc.assert(
      fc.property(timed, timedMails => {
        const carried = simulatedMails(timedMails, defaultPolicy).flatMap(mail => mail.carried)
        expect(carried).toHaveLength(timedMails.length)
        expect(new Set(carried).size).toBe(timedMails.length)
      }),
    )
  })
})

describe('what an hour may bring without staff being asked', () => {
  it.each([
    [0, 1_000],
    [250, 1_000],
    [251, 1_004],
    [100_000, 400_000],
  ])('for %i confirmed subscribers is %i deliveries', (confirmed, most) => {
    expect(mostPerHour(confirmed, { deliveriesPerHour: 4 })).toBe(most)
  })
})

describe('the places of a turn', () => {
  it.each([
    [100, 0, { latest: 75, longest: 25 }],
    [100, 0.999, { latest: 75, longest: 25 }],
    [500, 0.5, { latest: 375, longest: 125 }],
    [2, 0.4, { latest: 1, longest: 1 }],
    [2, 0.6, { latest: 2, longest: 0 }],
    [1, 0.2, { latest: 0, longest: 1 }],
    [1, 0.25, { latest: 1, longest: 0 }],
    [0, 0.9, { latest: 0, longest: 0 }],
  ])('%i, when %f is drawn', (places, random, shared) => {
    expect(sharePlaces(places, random)).toEqual(shared)
  })

  it('go to batches that are tried again by half', () => {
    expect(retryPlaces(5, 0.4)).toBe(2)
    expect(retryPlaces(5, 0.5)).toBe(3)
    expect(retryPlaces(1, 0.4)).toBe(0)
    expect(retryPlaces(0, 0.9)).toBe(0)
  })

  it('keep their shares over time, however few they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), places => {
        const draws = Array.from({ length: 400 }, (_, i) => sharePlaces(places, i / 400))
        const latest = draws.reduce((sum, draw) => sum + draw.latest, 0)
        expect(draws.every(draw => draw.latest >= 0 && draw.latest + draw.longest === places)).toBe(true)
        expect(latest / (400 * places)).toBeCloseTo(0.75, 2)
      }),
    )
  })
})
