import { describe, expect, it } from 'vitest'
import type { Message } from '#lib/channels/channel.ts'
import { smsText, units } from '#lib/channels/sms/sms-text.ts'
import { testMessageOf } from '#lib/channels/test-message.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { wordsIn } from '#lib/words/words.ts'
import { began } from './facts.ts'
import { bodyBy, shownBy } from './shown.ts'

const german = wordsIn('de')
const message: Message = { ...began, locale: 'de', headline: 'web07 ist nicht erreichbar.' }

describe('a message in German', () => {
  it.each(['slack', 'discord', 'teams', 'telegram'] as const)(
    'has its links in German at %s',
    async channel => {
      const body = await bodyBy(channel, message)
      expect(body).toContain(german('notices.link.incident'))
      expect(body).toContain(german('channels.stop'))
    },
  )

  it.each(['slack', 'discord', 'teams', 'telegram', 'ntfy', 'web-push'] as const)(
    'says in German where it was cut at %s',
    async channel => {
      const lines = Array.from({ length: 400 }, () => 'Wir arbeiten daran, und es dauert noch eine Weile.')
      expect(await shownBy(channel, { ...message, lines })).toContain(german('channels.cut'))
    },
  )

  it('is a short message in German', async () => {
    const said = german('channels.said', { site: 'Example Hosting', headline: message.headline })
    expect(await shownBy('sms', message)).toBe(`${said} ${message.url}`)
  })

  it('proves a destination in German', () => {
    const trial = {
      destinationId: 'd1',
      code: '204816',
      at: began.at,
      siteName: 'A',
      siteUrl: 'https://a.example',
    }
    const { headline, lines } = testMessageOf('de', trial)
    expect(headline).toBe(german('channels.test.code', { code: '204816' }))
    expect(lines).toContain(german('channels.test.notAsked'))
  })
})

describe('a short message', () => {
  const facts = (locale: Language, headline: string) =>
    smsText({ siteName: 'Example', headline, url: 'https://s.example/p', kind: 'began', locale })

  it.each([
    ['pl', 'web07 nie działa: ŁÓDŹ, łąka.'],
    ['tr', 'web07 kapalı İ ı ş ğ.'],
    ['cs', '„web07“ nefunguje – příčinu hledáme…'],
  ] as const)('in %s stays in the alphabet of short messages, without a letter lost', (locale, headline) => {
    const text = facts(locale, headline)
    expect(text).not.toContain('?')
    expect(units(text)).toBeLessThanOrEqual(160)
  })

  it('in Arabic keeps its letters, without signs that turn the direction of others', () => {
    const text = facts('ar', '\u2068web07\u2069 متوقف.')
    expect(text).toContain('web07 متوقف.')
    expect(text).not.toMatch(/[\u2066-\u2069]/)
    expect(facts('ar', 'متوقف '.repeat(60)).length).toBeLessThanOrEqual(134)
  })
})
