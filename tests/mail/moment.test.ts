import { describe, expect, it } from 'vitest'
import { beginning, moment, period, sayMoments, withMarks } from '#lib/mail/moment.ts'
import { renderNotice } from '#lib/mail/templates/render-notice.tsx'
import { plainText } from '#lib/posts/plain-text.ts'
import type { NoticeBody } from '#lib/rules/notices/notice.ts'
import { longTimes } from '#lib/rules/time/time-words.ts'
import { inUtc, mailedServer, noticeMail } from './facts.ts'

const at = '2026-11-24T13:30:59.000Z'
const later = '2026-11-24T14:00:00.000Z'
const inBerlin = longTimes('Europe/Berlin', new Date(at))

describe('a text with marks', () => {
  it('says its moments as the reader reads them, and all else as it is', () => {
    const text = `Since ${moment(at)}, done ${period(at, later)}. AllclearTimeMark $& 13:30`
    expect(sayMoments(text, inBerlin)).toBe(
      'Since 14:30 CET (13:30 UTC), done 14:30 to 15:00 CET (13:30 to 14:00 UTC). AllclearTimeMark $& 13:30',
    )
  })

  it.each([0, 5, 6, 20, 37, 38, 39, 500])('is never cut within a mark, at %d mails', most => {
    const text = `Since ${moment(at)}. We know.`
    const cut = beginning(text, most)
    expect(text.startsWith(cut)).toBe(true)
    expect(cut.length).toBeLessThanOrEqual(most)
    expect(sayMoments(cut, inBerlin)).not.toMatch(/Allclear/)
  })
})

describe('words of staff', () => {
  it('have their times marked, as a post’s plain text writes them', () => {
    const words = withMarks(plainText(`Reboot at <Timestamp at="${at}" />.`))
    expect(sayMoments(words, inBerlin)).toBe('Reboot at 14:30 CET (13:30 UTC).')
  })

  it.each(['2026-13-24 13:30 UTC', '13:30 UTC', '2026-11-24 13:30', '2026-11-24 13:30 UTCx'])(
    'stay: %s',
    words => {
      expect(withMarks(words)).toBe(words)
    },
  )
})

it.each([10, 30, 36, 40, 60])('a preview has a time whole or not at all, after %d mails more', async more => {
  const body: NoticeBody = {
    is: 'work',
    work: 'maintenance',
    isCancelled: false,
    startsAt: at,
    endsAt: later,
    what: 'w'.repeat(more),
  }
  const rendered = await renderNotice('starting', noticeMail([mailedServer('web07')], { body }))
  expect(inUtc(rendered).html).not.toMatch(/Allclear[A-Z]/)
})
