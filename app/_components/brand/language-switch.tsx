import { readerWords } from '#app/_components/site/reader-words.ts'
import { currentLanguage, offeredLanguages } from '#lib/language.ts'
import { languages } from '#lib/rules/languages/language.ts'

/** Beside it, and not in the style sheet that every first visit waits for: most sites speak one language. */
const row = { display: 'flex', flexWrap: 'wrap', gap: '.25rem 1.5rem', width: '100%' } as const

/** Leads to the same page in each other language that the site offers, which the browser then remembers. */
export function LanguageSwitch() {
  const current = currentLanguage()
  const others = offeredLanguages().filter(language => language !== current)
  if (others.length === 0) return null
  return (
    <nav aria-label={readerWords()('site.languages')} style={row}>
      {others.map(language => (
        <a key={language} href={`?in=${language}`} lang={language} hrefLang={language} rel="nofollow">
          {languages[language].name}
        </a>
      ))}
    </nav>
  )
}
