import type { PostPage } from '#db/reads/posts/post-page.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { WrittenText } from '#lib/rules/languages/translation.ts'

/** The languages that a post has words in besides its own. */
export function translatedInto({ titled, body, review }: PostPage): Language[] {
  const codes = [titled.translations, body?.translations, review?.body.translations].flatMap(each =>
    Object.keys(each ?? {}),
  )
  return [...new Set(codes as Language[])]
}

/** A post as readers of one language see the words of staff, for who previews it in the words of the desk. */
export function seenIn(post: PostPage, language: Language): PostPage {
  const { titled, summary, body, review } = post
  const title = titled.translations[language]?.title
  return {
    ...post,
    titled: title === undefined ? titled : { ...titled, title, language, titleFacts: null, translations: {} },
    summary: summary && inOne(summary, language),
    body: body && inOne(body, language),
    review: review && { ...review, body: inOne(review.body, language) },
  }
}

function inOne(text: WrittenText, language: Language): WrittenText {
  const translated = text.translations[language]
  return translated === undefined ? text : { text: translated, language, translations: {} }
}
