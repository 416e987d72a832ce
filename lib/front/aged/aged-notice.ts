import type { Language } from '#lib/rules/languages/language.ts'
import { shownIn } from '#lib/rules/time/clock.ts'
import { clockTime } from '#lib/words/moment.ts'
import { wordsIn } from '#lib/words/words.ts'

/** Says over a page, as markup, that it may be old. asOf: when it was surely true. zone: of the site, where no script knows the reader's. */
export function agedNotice(asOf: Date, zone: string, language: Language): string {
  const words = wordsIn(language)
  const { local, label } = shownIn(zone, asOf)
  const time = words('time.inZone', { time: clockTime(words, local), zone: label })
  const sentence = words.markup('site.aged', {
    time: () => `<time datetime="${asOf.toISOString()}" data-show="moment">${time}</time>`,
  })
  return `<p role="status" style="margin:1rem 0;padding:.75rem 1rem;border:2px solid;border-radius:.5rem;font-weight:600">${sentence}</p>`
}
