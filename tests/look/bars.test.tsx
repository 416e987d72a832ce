import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { Bars } from '#app/_components/board/bars.tsx'
import { inLanguage } from '#lib/language.ts'
import type { Day } from '#lib/rules/servers/history.ts'

const now = new Date('2026-03-10T14:30:00Z')
const calm: Day = { date: new Date('2026-03-09T00:00Z'), worst: 'operational', sums: [] }
const unknown: Day = { ...calm, worst: null }
const down: Day = { date: new Date('2026-03-10T00:00Z'), worst: 'major_outage', sums: [['down', 360]] }

const draw = (...days: Day[]) => renderToStaticMarkup(<Bars days={days} now={now} />)

it('a day in trouble leads to its line, by its tone and a height that tells how long; a calm one leads nowhere', () => {
  const html = draw(unknown, calm, down)
  expect(html.match(/<a /g)).toHaveLength(1)
  expect(html).toContain('<a href="#on-2026-03-10" tabindex="-1"><g><title>10 Mar: down for 6 hours</title>')
  expect(html).toContain('x="17" y="22" width="6" height="34" data-tone="down"')
  expect(html).toContain('x="9" y="50" width="6" height="6" data-tone="fine"')
  expect(html).toContain('<rect x="1" y="54" width="6" height="2"></rect>')
})

it('is one picture, of as many bars as days, each with its name as text', () => {
  const html = draw(calm, down)
  expect(html).toMatch(
    /^<svg viewBox="0 0 16 56" preserveAspectRatio="none" aria-hidden="true" class="days">/,
  )
  expect([...html.matchAll(/<title>([^<]+)<\/title>/g)].map(([, title]) => title)).toHaveLength(2)
})

it('says it in the language of the reader, also where another was asked before', async () => {
  const [english, german] = [draw(calm), await inLanguage('de', async () => draw(calm))]
  expect(german).not.toBe(english)
  expect(draw(calm)).toBe(english)
})
