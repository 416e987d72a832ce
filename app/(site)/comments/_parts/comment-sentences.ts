import { commentLimits } from '#lib/rules/comments/comment.ts'
import type { Words } from '#lib/words/words.ts'

/** The sentence for each problem, in the order of the form. */
const sentences: Record<string, (words: Words) => string> = {
  name: words => words('comments.wrong.name', { most: commentLimits.name.most }),
  email: words => words('comments.wrong.email'),
  mailbox: words => words('forms.problems.mailbox'),
  body: words => words('comments.wrong.body', { most: commentLimits.body.most }),
  post: words => words('comments.wrong.post'),
  closed: words => words('comments.wrong.closed'),
  waiting: words => words('comments.wrong.waiting'),
  often: words => words('forms.problems.often'),
}

/** What is said of these problems of a comment; it knows no other. */
export function commentSentences(words: Words, problems: readonly string[]): string[] {
  return Object.entries(sentences).flatMap(([name, sentence]) =>
    problems.includes(name) ? [sentence(words)] : [],
  )
}
