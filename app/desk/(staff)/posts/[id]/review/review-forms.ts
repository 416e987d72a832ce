import { z } from 'zod'
import { momentIn, typedMoment } from '#app/desk/(staff)/posts/ahead-forms.ts'
import { fieldProblem, idField, isTicked, plainFields } from '#app/desk/forms.ts'
import { readSpoken } from '#app/desk/spoken-form.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { currentLanguage } from '#lib/language.ts'
import { checkText } from '#lib/posts/check.ts'
import { hasFrontmatter } from '#lib/posts/front-block.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { PostTranslation, SpokenWords } from '#lib/rules/languages/translation.ts'
import { mostReview } from '#lib/rules/reviews/review.ts'
import { languageName } from '#lib/words/languages/name.ts'

const version = z.coerce.number().int().min(0)

const review = z.object({
  postId: idField,
  version,
  /** Browsers send line ends of two characters. */
  text: z
    .string()
    .transform(text => text.replace(/\r\n?/g, '\n'))
    .pipe(
      z
        .string()
        .regex(/\S/, { error: () => staffWords('deskPost.reviewForms.isEmpty') })
        .max(mostReview, {
          error: () => staffWords('deskPost.reviewForms.tooLong', { mostReview }),
        }),
    ),
  onward: z.enum(['stay', 'preview']).catch('stay'),
})

export const reviewForms = {
  seen: z.object({ postId: idField, version }),
  publication: z.object({ postId: idField, version, isTold: isTicked }),
  plan: z
    .object({ postId: idField, version, isTold: isTicked, ...typedMoment })
    .transform(({ at, zone, ...fields }, context) => ({ ...fields, at: momentIn({ at, zone }, context) })),
  waiver: z.object({ postId: idField, isWaived: z.string().transform(text => text === 'on') }),
}

/** Why nothing was saved, with the fields as they were typed. */
export type ReviewOutcome =
  | { is: 'wrong'; problems: string[]; typed: Record<string, string> }
  /** It did not come to that: nobody is signed in, or no answer came. */
  | { is: 'failed'; sentence: string; typed: Record<string, string> }
  /** Something was put into its fields: nothing is saved, and nothing failed. */
  | { is: 'filled'; sentence: string; typed: Record<string, string> }
  /** A colleague changed it since the form was opened. */
  | { is: 'changed'; staffName: string | null; theirs: string; typed: Record<string, string> }
  /** Its incident is not over any more, or not public. */
  | { is: 'gone'; typed: Record<string, string> }
  | null

/** Reads what staff wrote of a review: all of it, or everything that is wrong. */
export function readReviewForm(
  form: FormData,
  servers: readonly { hostname: string }[],
): { written: z.infer<typeof review> & SpokenWords } | { problems: string[] } {
  const parsed = review.safeParse(plainFields(form))
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(issue =>
        fieldProblem(staffWords('deskPost.reviewForms.theText'), issue.message),
      ),
    }
  const spoken = readSpoken(form, { body: mostReview })
  const known = new Set(servers.map(server => server.hostname))
  const others = Object.entries(spoken.translations ?? {}) as [Language, PostTranslation][]
  const problems = [
    ...problemsOf(parsed.data.text, known),
    ...others.flatMap(([code, { body }]) =>
      problemsOf(body ?? '', known).map(problem =>
        staffWords('deskShared.otherLanguages.problem', {
          language: languageName(currentLanguage(), code),
          problem,
        }),
      ),
    ),
  ]
  return problems.length === 0 ? { written: { ...parsed.data, ...spoken } } : { problems }
}

function problemsOf(text: string, known: ReadonlySet<string>): string[] {
  if (hasFrontmatter(text)) return [staffWords('deskPost.reviewForms.line1AText')]
  const problems = checkText(text, 'text', 'full', { isKnownServer: name => known.has(name) })
  return problems.map(problem =>
    staffWords('deskPost.reviewForms.lineProblem', {
      line: String(problem.line),
      message: problem.message,
    }),
  )
}
