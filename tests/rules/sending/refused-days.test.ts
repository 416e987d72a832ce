import { describe, expect, it } from 'vitest'
import { isLongRefused, type MailFate } from '#lib/rules/sending/refused-days.ts'

/** A mail of the given day of March. */
const on = (day: number, answer: string | null): MailFate => ({
  at: new Date(Date.UTC(2026, 2, day, 9)),
  answer,
})
const full = 'The mail server refuses the address: 552 5.2.2 mailbox full'
const back = 'mail came back: 550 5.2.1 disabled'
const gone = 'mail came back: 550 no such user'
const policy = 'The mail server refuses the address: 554 5.7.1 blocked'

describe('an address', () => {
  it.each<[string, MailFate[], boolean]>([
    ['refused on three days', [on(5, full), on(4, back), on(3, full)], true],
    ['refused on three days with quiet ones between them', [on(20, full), on(9, gone), on(3, full)], true],
    ['refused on two days', [on(5, full), on(4, full)], false],
    ['refused many times on one day', [on(5, full), on(5, back), on(5, full), on(5, full)], false],
    ['where something arrived between them', [on(5, full), on(4, full), on(4, null), on(3, full)], false],
    ['where something arrived before them', [on(5, full), on(4, full), on(3, full), on(2, null)], true],
    ['refused for what is ours', [on(5, policy), on(4, policy), on(3, policy)], false],
    ['refused for what is ours on one of them', [on(5, full), on(4, policy), on(3, full)], false],
    ['not reached', [on(5, 'given up after a day. SMTP: 451'), on(4, full), on(3, full)], false],
    ['that never got anything', [], false],
  ])('%s counts as lost: see the table', (_, fates, isLost) => {
    expect(isLongRefused(fates)).toBe(isLost)
  })
})
