import type { NoticeOfPost } from '#db/reads/sending/notices-of-posts.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { type Spoken, spokenIn } from '#lib/rules/languages/translation.ts'
import type { NoticeBody } from '#lib/rules/notices/notice.ts'
import { openingOf } from '#lib/rules/reviews/review.ts'
import { mistakeText, mistakeTitle, replanned } from '#lib/words/drafts.ts'
import { timelineText } from '#lib/words/posts.ts'
import { spokenTitle } from '#lib/words/spoken-posts.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'

type StaffBody = Extract<NoticeBody, { is: 'words' }>
type WorkBody = Extract<NoticeBody, { is: 'work' }>

/**
 * What notices say besides what became of servers, as readers of a language read it: facts in its words, and of staff's what
 * they had translated. Each is worded once a language, for however many readers.
 */
export function spokenBodies(): (notice: NoticeOfPost, reader: Language) => NoticeBody | undefined {
  const said = new Map<string, NoticeBody | undefined>()
  return (notice, reader) => {
    const key = `${reader} ${notice.id}`
    if (!said.has(key)) said.set(key, bodyIn(notice, reader))
    return said.get(key)
  }
}

function bodyIn(notice: NoticeOfPost, reader: Language): NoticeBody | undefined {
  const { saying } = notice.facts
  if (!saying) return undefined
  const words = wordsIn(reader)
  return saying.is === 'work'
    ? workIn(words, reader, notice, saying)
    : staffBodyIn(words, reader, notice, saying)
}

function workIn(words: Words, reader: Language, notice: NoticeOfPost, body: WorkBody): NoticeBody {
  const what = titleIn(words, reader, notice, body.what)
  // The only reason that no person wrote.
  return body.reason === replanned(wordsIn('en'))
    ? { ...body, what, reason: replanned(words) }
    : { ...body, what }
}

function staffBodyIn(words: Words, reader: Language, notice: NoticeOfPost, body: StaffBody): NoticeBody {
  const [mistaken] = notice.facts.servers
  const title = titleIn(words, reader, notice, body.title)
  if (body.isCorrection && mistaken?.isMistaken && !notice.update) {
    const { label } = mistaken
    const post = spokenTitle(words, reader, notice).text
    return { ...body, title: mistakeTitle(words, label), text: mistakeText(words, label, post) }
  }
  const { text, language } = textIn(words, reader, notice, body)
  return { ...body, title, text, ...(language ? { language } : {}) }
}

/** What it was called when the notice was decided counts, where its reader reads the language that it was written in. */
function titleIn(words: Words, reader: Language, notice: NoticeOfPost, then: string): string {
  const spoken = spokenTitle(words, reader, notice)
  const isWorded = notice.titleFacts !== null && reader !== notice.language
  return isWorded || spoken.text !== notice.title ? spoken.text : then
}

function textIn(words: Words, reader: Language, notice: NoticeOfPost, { text }: StaffBody): Spoken {
  const { kind, update } = notice
  if (update?.facts) return { text: plainText(timelineText(words, update.facts), 'light'), language: null }
  if (update) return translated(reader, text, update.language, plainly(update.translations[reader], 'light'))
  if (kind === 'review' && notice.review) {
    const opening = notice.review.translations[reader]
    const own = opening === undefined ? undefined : plainly(openingOf(opening))
    return translated(reader, text, notice.review.language, own)
  }
  const { summary, body } = notice.translations[reader] ?? {}
  const isWhole = kind === 'advisory' && summary !== undefined && body !== undefined
  return translated(
    reader,
    text,
    notice.language,
    isWhole ? [summary, plainText(body)].join('\n\n') : undefined,
  )
}

function plainly(text: string | undefined, marks?: 'light'): string | undefined {
  return text === undefined ? undefined : plainText(text, marks)
}

function translated(reader: Language, text: string, language: Language, own: string | undefined): Spoken {
  return spokenIn(reader, { text, language, translations: own === undefined ? {} : { [reader]: own } })
}
