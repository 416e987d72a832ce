import { z } from 'zod'
import { commentLimits, plainWords } from './comment.ts'

/** For this long after it appeared its author may change it, while nobody has answered. */
export const editMinutes = 10

export type OwnWords = {
  state: string
  publishedAt: Date | null
  hasAnswer: boolean
  /** Staff have ended the comments of its post: nothing new appears there. */
  isClosed: boolean
}

/** Why an author may not change the words of a comment any more; null: they may. */
export function editObstacle(
  { state, publishedAt, hasAnswer, isClosed }: OwnWords,
  now: Date,
): 'answered' | 'late' | 'hidden' | 'closed' | null {
  if (state === 'removed') return 'hidden'
  if (hasAnswer) return 'answered'
  if (isClosed) return 'closed'
  const isLate = publishedAt !== null && now.getTime() - publishedAt.getTime() > editMinutes * 60_000
  return isLate ? 'late' : null
}

const NewWords = z
  .string()
  .transform(plainWords)
  .pipe(z.string().min(commentLimits.body.least).max(commentLimits.body.most))

/** The words of a comment as they are kept; null: there are too few or too many. */
export function readCommentWords(typed: string | undefined): string | null {
  return NewWords.safeParse(typed).data ?? null
}
