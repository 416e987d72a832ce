import type { ReactNode } from 'react'
import { currentLanguage } from '#lib/language.ts'
import { type Language, languages } from '#lib/rules/languages/language.ts'
import type { Spoken, TitledPost } from '#lib/rules/languages/translation.ts'
import { languageName } from '#lib/words/languages/name.ts'
import { spokenTitle } from '#lib/words/spoken-posts.ts'
import { readerWords } from './reader-words.ts'

/** What an element says of words that are in another language than the page around it. */
function langOf({ language }: Spoken): { lang?: string; dir?: 'ltr' | 'rtl' } {
  return language === null ? {} : { lang: language, dir: languages[language].dir }
}

/** Says in which language words are that are not in the reader's; nothing where they are. */
export function LanguageMark({ language }: { language: Language | null }) {
  if (language === null) return null
  const words = readerWords()
  const name = languageName(currentLanguage(), language)
  return (
    <span className="text-sm font-normal text-soft">{words('posts.inLanguage', { language: name })}</span>
  )
}

/** The title of a post in the reader's language, or in its own. */
export function PostTitle({ post }: { post: TitledPost }) {
  const spoken = titleForReader(post)
  return spoken.language === null ? spoken.text : <span {...langOf(spoken)}>{spoken.text}</span>
}

/** The same with what it takes to mark it. */
export function titleForReader(post: TitledPost): Spoken {
  return spokenTitle(readerWords(), currentLanguage(), post)
}

/** Words of staff as they are rendered, in a box of their own that says in which language they are. */
export function SpokenBox({
  spoken,
  className,
  children,
}: {
  spoken: Spoken
  className?: string
  children: ReactNode
}) {
  return (
    <>
      <div className={className ? `words ${className}` : 'words'} {...langOf(spoken)}>
        {children}
      </div>
      {spoken.language === null ? null : (
        <p>
          <LanguageMark language={spoken.language} />
        </p>
      )}
    </>
  )
}
