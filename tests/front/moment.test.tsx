import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, it } from 'vitest'
import { DayOf, Moment, Period } from '#app/_components/site/moment.tsx'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite } from '#lib/site.ts'

afterEach(() => holdSite(KeptSite.parse({})))

const now = new Date('2026-03-29T12:00:00Z')
const at = (time: string) => new Date(`2026-${time}:00Z`)

/** What pages say without scripts, where the site is in this zone. */
function pagesIn(zone?: string) {
  holdSite(KeptSite.parse({ zone }))
  const words = (html: string) => html.replace(/<[^>]*>/g, '')
  return {
    html: (moment: Date) => renderToStaticMarkup(<Moment at={moment} now={now} />),
    moment: (moment: Date) => words(renderToStaticMarkup(<Moment at={moment} now={now} />)),
    period: (from: Date, to: Date) => words(renderToStaticMarkup(<Period from={from} to={to} now={now} />)),
    day: (moment: Date) => words(renderToStaticMarkup(<DayOf at={moment} now={now} />)),
  }
}

describe('a page without scripts', () => {
  it('says times in UTC, unless the site has a zone', async () => {
    const { moment, period, day } = pagesIn()
    expect(moment(at('03-29T00:30'))).toBe('00:30 UTC')
    expect(moment(at('03-28T23:30'))).toBe('28 Mar, 23:30 UTC')
    expect(period(at('03-30T12:00'), at('03-30T13:00'))).toBe('30 Mar, 12:00 to 13:00 UTC')
    expect(day(at('03-28T23:30'))).toBe('28 Mar')
  })

  it('says them in the site’s zone, with UTC on hover', async () => {
    const { html, moment, period, day } = pagesIn('Europe/Berlin')
    expect(moment(at('03-28T23:30'))).toBe('00:30 CET')
    expect(html(at('03-28T23:30'))).toContain('title="28 Mar 2026, 23:30 UTC"')
    expect(moment(at('03-28T22:30'))).toBe('28 Mar, 23:30 CET')
    // The clocks change meanwhile.
    expect(period(at('03-29T00:00'), at('03-29T02:00'))).toBe('01:00 CET to 04:00 CEST')
    expect(period(at('03-30T21:00'), at('03-30T22:30'))).toBe('30 Mar, 23:00 CEST to 31 Mar, 00:30 CEST')
    expect(day(at('03-28T23:30'))).toBe('29 Mar')
  })
})
