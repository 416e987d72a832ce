import { posts } from '#db/schema/post.ts'
import type { TitledPost } from '#lib/rules/languages/translation.ts'

/** What is selected of a post that readers are told the title of. */
export const titleColumns = {
  title: posts.title,
  titleFacts: posts.titleFacts,
  language: posts.language,
  translations: posts.translations,
}

/** The same of a whole row. */
export function titledOf({ title, titleFacts, language, translations }: TitledPost): TitledPost {
  return { title, titleFacts, language, translations }
}
