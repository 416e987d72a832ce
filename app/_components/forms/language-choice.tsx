import { Labelled } from '#app/_components/forms/labelled.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { offeredLanguages, readerLanguage } from '#lib/language.ts'
import { type Language, languages } from '#lib/rules/languages/language.ts'

/** In which language messages are, where the site offers several. language: null for none yet. */
export function LanguageChoice({ language }: { language: Language | null }) {
  const offered = offeredLanguages()
  if (offered.length === 1) return null
  return (
    <Labelled id="language" label={readerWords()('preferences.page.language')}>
      <select id="language" name="language" defaultValue={readerLanguage(language)} className="field">
        {offered.map(code => (
          <option key={code} value={code} lang={code} dir={languages[code].dir}>
            {languages[code].name}
          </option>
        ))}
      </select>
    </Labelled>
  )
}
