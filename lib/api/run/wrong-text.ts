import type { Database } from '#db/client.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { type NotDone, refuseWith } from '#lib/api/operation.ts'
import { checkText } from '#lib/posts/check.ts'
import { hasFrontmatter } from '#lib/posts/front-block.ts'
import type { PostTranslations } from '#lib/rules/languages/translation.ts'

/** What is wrong with a text of an advisory or a review; null: nothing. */
export async function wrongText(db: Database, body: string): Promise<NotDone | null> {
  if (hasFrontmatter(body))
    return refuseWith(422, 'The text has no front matter here: send the fields.', 'text')
  const known = new Set((await readTargets(db)).servers.map(server => server.hostname))
  const problems = checkText(body, 'text', 'full', { isKnownServer: name => known.has(name) })
  if (problems.length === 0) return null
  const errors = problems.map(({ line, column, message }) => {
    return { field: 'text', reason: `Line ${line}, column ${column}: ${message}` }
  })
  return { refused: { status: 422, detail: 'The text cannot be drawn. See its errors.', errors } }
}

/** The same of its translations, the first that is wrong. */
export async function wrongTranslation(
  db: Database,
  translations: PostTranslations,
): Promise<NotDone | null> {
  for (const { body } of Object.values(translations)) {
    const wrong = body === undefined ? null : await wrongText(db, body)
    if (wrong) return wrong
  }
  return null
}
