import type { TypedFields } from '#app/_components/desk/forms/typed-fields.ts'
import type { OtherPreview } from '#app/_components/desk/incident/composer.tsx'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { currentLanguage } from '#lib/language.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { fillTemplate, type UpdateTemplate } from '#lib/rules/incidents/template.ts'
import { type Language, languages } from '#lib/rules/languages/language.ts'
import type { PostTranslation, SpokenWords } from '#lib/rules/languages/translation.ts'
import { ourSite } from '#lib/site.ts'
import { languageName } from '#lib/words/languages/name.ts'
import { templateFacts } from '#lib/words/templates.ts'
import { wordsIn } from '#lib/words/words.ts'
import { evenLines } from './incident-fields.ts'

/** A template in the languages that it has besides the one of the words: as fields of the form. */
export function fillOthers(
  { text, language, translations }: UpdateTemplate,
  own: Language,
  typed: TypedFields,
  isUntouched: boolean,
  fill: (text: string, language: Language) => string,
): Record<string, string> {
  const inEach = Object.entries({ ...translations, [language]: text }) as [Language, string][]
  const others = inEach.filter(([code, said]) => code !== own && said !== '')
  return Object.fromEntries(
    others.map(([code, said]) => {
      const name = `body.${code}`
      const before = evenLines(typed[name] ?? '').trim()
      const filled = fill(said, code)
      return [name, isUntouched || before === '' ? filled : `${before}\n\n${filled}`]
    }),
  )
}

/** What was typed in each language with the fields filled that stand in it. */
export function fillSpoken(
  incident: DeskIncident,
  text: string,
  { language, translations = {} }: SpokenWords,
  promisedAt: Date | null,
  now: Date,
): SpokenWords & { text: string } {
  const fill = (said: string, code: Language) =>
    fillTemplate(said, filledFacts(incident, promisedAt, now, code))
  const others = Object.entries(translations) as [Language, PostTranslation][]
  const filled = others.map(([code, said]) => [
    code,
    said.body === undefined ? said : { ...said, body: fill(said.body, code) },
  ])
  return {
    text: fill(text, language ?? ourSite().language),
    language,
    translations: Object.fromEntries(filled),
  }
}

/** What readers of other languages would read. */
export function previewOthers({ translations = {} }: SpokenWords): OtherPreview[] {
  const others = Object.entries(translations) as [Language, PostTranslation][]
  return others.flatMap(([code, { title, body }]) =>
    body
      ? [
          {
            lang: code,
            dir: languages[code].dir,
            name: languageName(currentLanguage(), code),
            title: title || null,
            text: plainText(body, 'light'),
          },
        ]
      : [],
  )
}

/** The facts of an incident that fill a template, in the language of its words. */
export function filledFacts(
  incident: DeskIncident,
  nextUpdateAt: Date | null,
  now: Date,
  language: Language,
) {
  const open = incident.servers.filter(row => !row.endedAt)
  const about = open.length > 0 ? open : incident.servers
  const facts = { labels: about.map(row => row.label), since: incident.startedAt, nextUpdateAt }
  return templateFacts(wordsIn(language), facts, ourSite().zone, now)
}
