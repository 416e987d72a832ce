import { codeMinutes } from '#lib/rules/destinations/verification.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'
import type { Message } from './channel.ts'

export type TestMessage = {
  destinationId: string
  /** To be typed back; null: a mere test. */
  code: string | null
  at: Date
  siteName: string
  siteUrl: string
}

/** What a destination is told to prove or to test it, by the same way as all that comes later. */
export function testMessageOf(locale: Language, test: TestMessage): Message {
  const { destinationId, code, at, siteName, siteUrl } = test
  const words = wordsIn(locale)
  return {
    deliveryId: `trial-${destinationId}-${at.getTime()}`,
    noticeId: destinationId,
    kind: 'trial',
    postId: destinationId,
    postTitle: words('channels.test.title'),
    phase: null,
    headline: code
      ? words('channels.test.code', { code })
      : words('channels.test.headline', { site: siteName }),
    lines: code ? linesWithCode(words, siteName) : [words('channels.test.works')],
    locale,
    url: siteUrl,
    unsubscribeUrl: null,
    servers: [],
    impact: 'operational',
    at,
    siteName,
    siteUrl,
    nextUpdateAt: null,
  }
}

function linesWithCode(words: Words, site: string): string[] {
  return [words('channels.test.whereToType', { site, minutes: codeMinutes }), words('channels.test.notAsked')]
}
