import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fullPreferences } from '#lib/rules/subscribers/notice-preferences.ts'
import {
  type AddressState,
  answerTo,
  decideAsk,
  mayMailLink,
  readSubscriptionForm,
} from '#lib/rules/subscribers/subscription.ts'

const id = 'abc123def456'
const start = new Date('2013-02-19T03:00:00Z')
const minute = (count: number) => new Date(start.getTime() + count * 60_000)

/** A form with these fields; a list stands for a field that is there several times. */
function form(fields: Record<string, string | string[]>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map(one => [name, one])),
  )
}

const read = (fields: Record<string, string | string[]>) => readSubscriptionForm(form(fields))

describe('reading the form', () => {
  it('takes an address in any case, with space around it', () => {
    expect(read({ email: '  Jane@Example.COM ', target: 'all' })).toEqual({
      is: 'subscription',
      email: 'jane@example.com',
      targets: [{ is: 'all' }],
      preferences: fullPreferences,
      zone: null,
    })
  })

  it('names the mailbox when only its mails are what we cannot write to', () => {
    expect(read({ email: 'jörg@müller.de', target: 'all' })).toMatchObject({ problem: 'mailbox' })
    expect(read({ email: 'joerg@müller.de', target: 'all' })).toMatchObject({ is: 'subscription' })
  })

  it.each([
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['', null],
    ['Europe/Atlantis', null],
  ])('takes the zone %j as %j, and never as an error', (zone, known) => {
    expect(read({ email: 'jane@example.com', target: 'all', zone })).toMatchObject({ zone: known })
  })

  it('takes several targets at once, each once, and a domain', () => {
    const target = [`server:${id}`, `group:${id}`, `server:${id}`]
    expect(read({ email: 'jane@example.com', target, domain: 'https://www.Example.com/shop' })).toMatchObject(
      {
        targets: [
          { is: 'server', id },
          { is: 'group', id },
          { is: 'domain', domain: 'example.com' },
        ],
      },
    )
  })

  it.each([
    ['nothing', '', 'all'],
    ['no domain', 'jane', 'all'],
    ['two addresses', 'jane@example.com,joe@example.com', 'all'],
    ['a header', 'jane@example.com\r\nBcc: joe@example.com', 'all'],
    ['too long', `${'j'.repeat(250)}@example.com`, 'all'],
  ])('says that the address is wrong: %s', (_, email, target) => {
    expect(read({ email, target })).toMatchObject({ is: 'wrong', problem: 'email' })
  })

  it('keeps the choice when the address is wrong', () => {
    expect(read({ email: 'jane', target: `server:${id}` })).toEqual({
      is: 'wrong',
      problem: 'email',
      targets: [{ is: 'server', id }],
    })
  })

  it.each([[], '', 'server', 'server:', 'server:../x', 'rack:abc123def456', 'all:abc123def456', 'domain:x'])(
    'says that the choice is wrong: %s',
    target => {
      expect(read({ email: 'jane@example.com', target })).toEqual({
        is: 'wrong',
        problem: 'target',
        targets: [],
      })
    },
  )

  it('says that there are too many', () => {
    const target = Array.from({ length: 301 }, (_, i) => `server:${String(i).padStart(12, '0')}`)
    expect(read({ email: 'jane@example.com', target })).toMatchObject({ problem: 'target' })
  })

  it('says that the domain is none, and keeps the rest', () => {
    expect(read({ email: 'jane@example.com', target: 'all', domain: 'what?' })).toEqual({
      is: 'wrong',
      problem: 'domain',
      targets: [{ is: 'all' }],
    })
  })

  it.each([
    [{}, fullPreferences],
    [
      { kind: ['', 'outage'], least: 'major_outage' },
      { kinds: ['outage'], leastImpact: 'major_outage' },
    ],
    [{ kind: [''] }, null],
    [{ kind: ['weather'] }, null],
    [{ least: 'operational' }, null],
  ])('reads what is wanted: %j', (fields, expected) => {
    const answer = read({ email: 'jane@example.com', target: 'all', ...fields })
    if (expected) expect(answer).toMatchObject({ is: 'subscription', preferences: expected })
    else expect(answer).toMatchObject({ is: 'wrong', problem: 'kind' })
  })

  it('knows a robot by the field that people do not see', () => {
    const fields = { email: 'jane@example.com', target: 'all', website: 'https://spam.example' }
    expect(read(fields)).toEqual({ is: 'robot' })
  })
})

const never: AddressState = {
  state: 'pending',
  createdAt: start,
  askedAt: null,
  confirmedAt: null,
  unsubscribedAt: null,
}
const asked: AddressState = { ...never, askedAt: start }

describe('deciding what to do with an ask', () => {
  it.each<[string, AddressState, boolean, Date, object]>([
    ['a new address is asked', never, false, start, { is: 'ask', state: 'pending', isMailed: true }],
    ['not again within five minutes', asked, false, minute(4.9), { isMailed: false }],
    ['again after five minutes', asked, false, minute(5), { isMailed: true }],
    [
      'later and later while nobody answers',
      { ...asked, askedAt: minute(20) },
      false,
      minute(39),
      { isMailed: false },
    ],
    [
      'an hour later at the latest',
      { ...asked, askedAt: minute(60 * 24 * 400) },
      false,
      minute(60 * 24 * 400 + 60),
      { isMailed: true },
    ],
    [
      'at once when the owner has answered',
      { ...asked, state: 'confirmed', confirmedAt: minute(1) },
      false,
      minute(2),
      { is: 'ask', state: 'confirmed', isMailed: true },
    ],
    [
      'nothing for what is watched already',
      { ...asked, state: 'confirmed', confirmedAt: minute(1) },
      true,
      minute(99),
      { is: 'none' },
    ],
    ['nothing for a suppressed address', { ...never, state: 'suppressed' }, false, start, { is: 'none' }],
    [
      'who has left is asked like a new one',
      { ...asked, state: 'unsubscribed', confirmedAt: minute(1), unsubscribedAt: minute(2) },
      false,
      minute(3),
      { is: 'ask', state: 'pending', isMailed: true },
    ],
  ])('%s', (_, input, isWatching, now, expected) => {
    expect(decideAsk(input, isWatching, now)).toMatchObject(expected)
  })

  it('mails an address that never answers at most 30 times in a day, however often it is asked for', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 50, maxLength: 2_000 })
    fc.assert(
      fc.property(gaps, seconds => {
        let input = never
        let mails = 0
        let now = start
        for (const gap of seconds) {
          now = new Date(now.getTime() + gap * 1000)
          if (now >= minute(60 * 24)) break
          const ask = decideAsk(input, false, now)
          if (ask.is !== 'ask' || !ask.isMailed) continue
          mails += 1
          input = { ...input, askedAt: now }
        }
        return mails >= 1 && mails <= 30
      }),
      { numRuns: 50 },
    )
  })
})

it.each([
  ['pending', 2, 'confirm'],
  ['pending', 0, 'nothing'],
  ['confirmed', 1, 'confirm'],
  ['confirmed', 0, 'already'],
  ['unsubscribed', 0, 'nothing'],
  ['unsubscribed', 1, 'nothing'],
  ['suppressed', 1, 'nothing'],
] as const)('the link of a %s subscriber with %i waiting does: %s', (state, waiting, answer) => {
  expect(answerTo(state, waiting)).toBe(answer)
})

it.each([
  ['pending', null, 0, false],
  ['unsubscribed', null, 0, false],
  ['suppressed', null, 0, false],
  ['confirmed', null, 0, true],
  ['confirmed', 0, 59, false],
  ['confirmed', 0, 60, true],
] as const)(
  'the link to the preferences of a %s subscriber, mailed at minute %s, at minute %i: %s',
  (state, mailed, at, is) => {
    const linkAskedAt = mailed === null ? null : minute(mailed)
    expect(mayMailLink({ state, linkAskedAt }, minute(at))).toBe(is)
  },
)
