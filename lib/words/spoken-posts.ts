import type { TimelineFacts } from '#lib/rules/incidents/timeline-facts.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import {
  type Spoken,
  spokenIn,
  type TitledPost,
  type WrittenText,
  writtenPart,
} from '#lib/rules/languages/translation.ts'
import { titleOf } from './incidents.ts'
import { timelineText } from './posts.ts'
import { languageOf, type Words } from './words.ts'

export type { TitledPost } from '#lib/rules/languages/translation.ts'

/** The title of a post as one reader reads it: Allclear's own worded in their language, staff's translated, or as it was written. */
export function spokenTitle(words: Words, reader: Language, post: TitledPost): Spoken {
  if (post.titleFacts) return { text: titleOf(words, post.titleFacts), language: null }
  const title = writtenPart('title', post.title, post)
  return title ? spokenIn(reader, title) : { text: post.title, language: post.language }
}

/** The same where nothing can be marked: in a link, a calendar, the title of a window. */
export function titleIn(words: Words, post: TitledPost): string {
  return spokenTitle(words, languageOf(words), post).text
}

/** What an entry of a timeline says, as Markdown: staff's words in a language that they have them in, or what Allclear noted. */
export function spokenText(
  words: Words,
  reader: Language,
  { body, facts }: { body: WrittenText | null; facts: TimelineFacts | null },
): Spoken {
  if (facts) return { text: timelineText(words, facts), language: null }
  return body ? spokenIn(reader, body) : { text: '', language: null }
}

/** Words of staff where nothing can be marked. */
export function writtenIn(words: Words, text: WrittenText): string {
  return spokenIn(languageOf(words), text).text
}

/** The same with what it takes to mark it; null: there are none. */
export function spokenPart(words: Words, text: WrittenText | null): Spoken | null {
  return text && spokenIn(languageOf(words), text)
}
