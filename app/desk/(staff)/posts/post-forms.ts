import { z } from 'zod'
import { fieldProblem, idField, isTicked, line, plainFields } from '#app/desk/forms.ts'
import { readTypedServers, serverFields } from '#app/desk/server-names.ts'
import { readSpoken } from '#app/desk/spoken-form.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Targets } from '#db/reads/subscribers/subscribing.ts'
import { saidPost } from '#lib/flows/posts/said-words.ts'
import { currentLanguage } from '#lib/language.ts'
import { checkText } from '#lib/posts/check.ts'
import { hasFrontmatter } from '#lib/posts/front-block.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { KeptWords, PostTranslation } from '#lib/rules/languages/translation.ts'
import { type AdvisoryDraft, advisoryLimits } from '#lib/rules/posts/advisory.ts'
import { isSlug, mostSlug, slugFor } from '#lib/rules/posts/slug.ts'
import { languageName } from '#lib/words/languages/name.ts'
import type { FieldProblem } from './_parts/advisory-outcome.ts'

const version = z.coerce.number().int().min(0)

/** Browsers send line ends of two characters. */
const words = z.string().transform(text => text.replace(/\r\n?/g, '\n'))

const advisoryForm = z.object({
  postId: idField,
  version,
  title: line(advisoryLimits.title),
  summary: line(advisoryLimits.summary),
  /** Left out once readers have it. */
  slug: z
    .string()
    .trim()
    .default('')
    .refine(slug => slug === '' || isSlug(slug), {
      error: () => staffWords('deskPosts.postForms.acceptsSmallLettersDigits', { mostSlug }),
    }),
  body: words.pipe(z.string().regex(/\S/, { error: () => staffWords('deskPosts.postForms.isEmpty') })),
  ...serverFields,
  onward: z.enum(['stay', 'preview']).catch('stay'),
})

const fieldWords = (): Record<string, string> => ({
  title: staffWords('deskPosts.postForms.theTitle'),
  slug: staffWords('deskPosts.postForms.theAddress'),
  summary: staffWords('deskPosts.postForms.theSummary'),
  body: staffWords('deskPosts.postForms.theText'),
  serverNames: staffWords('deskPosts.postForms.theServers'),
})

export type ReadAdvisory = {
  postId: string
  version: number
  slug: string
  draft: AdvisoryDraft
  onward: 'stay' | 'preview'
}

/** Reads what staff wrote of an advisory: all of it, or everything that is wrong, each beside its field. */
export function readAdvisoryForm(
  form: FormData,
  targets: Targets,
  now: Date,
): { written: ReadAdvisory } | { problems: FieldProblem[] } {
  const parsed = advisoryForm.safeParse(plainFields(form))
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(issue => {
        const field = String(issue.path[0])
        return {
          field,
          sentence: fieldProblem(
            fieldWords()[field] ?? staffWords('deskPosts.postForms.fieldName', { field }),
            issue.message,
          ),
        }
      }),
    }
  const { postId, version, slug, title, summary, body, onward, ...typed } = parsed.data
  const chosen = readTypedServers(typed, targets)
  const limits = { title: advisoryLimits.title, summary: advisoryLimits.summary, body: advisoryLimits.body }
  const spoken = saidPost(readSpoken(form, limits))
  const problems = [
    ...('problem' in chosen ? [{ field: 'serverNames', sentence: chosen.problem }] : []),
    ...bodyProblems(body, targets),
    ...otherProblems(spoken, targets),
  ]
  if ('problem' in chosen || problems.length > 0) return { problems }
  const draft = { title, summary, body, serverIds: chosen.ids, ...spoken }
  return { written: { postId, version, slug: slug || slugFor(title, now), draft, onward } }
}

/** What is wrong with the text in another language stands below the text, too. */
function otherProblems({ translations }: KeptWords, targets: Targets): FieldProblem[] {
  const others = Object.entries(translations) as [Language, PostTranslation][]
  return others.flatMap(([code, { body }]) => {
    const name = languageName(currentLanguage(), code)
    return (body ? bodyProblems(body, targets) : []).map(({ field, sentence }) => ({
      field,
      sentence: staffWords('deskShared.otherLanguages.problem', { language: name, problem: sentence }),
    }))
  })
}

function bodyProblems(body: string, { servers }: Targets): FieldProblem[] {
  if (hasFrontmatter(body)) return [{ field: 'body', sentence: staffWords('deskPosts.postForms.line1AText') }]
  const known = new Set(servers.map(server => server.hostname))
  return checkText(body, 'body', 'full', { isKnownServer: name => known.has(name) }).map(problem => ({
    field: 'body',
    sentence: staffWords('deskPosts.postForms.lineAndColumn', {
      line: String(problem.line),
      column: problem.column,
      message: problem.message,
    }),
  }))
}

const seen = { postId: idField, version }

export const postForms = {
  publication: z.object({
    ...seen,
    isTold: isTicked,
    change: z
      .string()
      .trim()
      .max(advisoryLimits.change, {
        error: () => staffWords('deskPosts.postForms.isLongerThanChange', { change: advisoryLimits.change }),
      })
      .default('')
      .transform(text => text || null),
  }),
  seen: z.object(seen),
}
