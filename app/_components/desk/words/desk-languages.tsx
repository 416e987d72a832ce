import { staffWords } from '#app/desk/staff-words.ts'
import { currentLanguage } from '#lib/language.ts'
import { deskLanguages, languages } from '#lib/rules/languages/language.ts'

/** Leads to the same page in each other language of the desk, which the browser then remembers. */
export function DeskLanguages({ className }: { className: string }) {
  const current = currentLanguage()
  const others = deskLanguages.filter(language => language !== current)
  return (
    <nav className={className} aria-label={staffWords('deskShared.languages')}>
      {others.map(language => (
        <a
          key={language}
          href={`?in=${language}`}
          lang={language}
          hrefLang={language}
          className="mr-4 inline-block py-2 text-sm text-soft"
        >
          {languages[language].name}
        </a>
      ))}
    </nav>
  )
}
