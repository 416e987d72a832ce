import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { draftLanguages } from '#lib/flows/languages/draft-languages.ts'
import { currentLanguage, offeredLanguages } from '#lib/language.ts'
import { LanguageCode } from '#lib/rules/languages/language-code.ts'
import type { PostTranslation, PostTranslations } from '#lib/rules/languages/translation.ts'
import { may } from '#lib/rules/staff/may.ts'
import { languageName } from '#lib/words/languages/name.ts'
import { plainFields } from './forms.ts'
import { findStaff } from './session.ts'
import { staffWords } from './staff-words.ts'

const parts = ['title', 'summary', 'body'] as const
type Part = (typeof parts)[number]

/** What the fields of a form are called that each part is typed in. */
const fieldsOf: Record<Part, readonly string[]> = {
  title: ['title', 'what'],
  summary: ['summary'],
  body: ['text', 'body', 'change', 'reason'],
}

/**
 * Fills what is empty of a form in other languages with drafts, where a person asked for that: they read and change them, and
 * nothing is saved. null: the form asks for something else.
 */
export async function draftOthers(
  form: FormData,
): Promise<Extract<FormOutcome, { filled: string } | { problem: string }> | null> {
  if (form.get('do') !== 'translate') return null
  const typed = typedIn(form)
  const desk = await findStaff()
  if (!desk || !may(desk.staffMember.role, 'write-update'))
    return { problem: staffWords('deskShared.draftOthers.notAllowed'), typed }
  const fields = textsIn(form)
  const from = LanguageCode.safeParse(fields.language).data
  const words = wordsTyped(fields)
  if (!from || Object.keys(words).length === 0)
    return { problem: staffWords('deskShared.draftOthers.nothingWasDraftedWrite'), typed }
  const into = offeredLanguages()
    .filter(language => language !== from)
    .map(language => ({ language, empty: parts.filter(part => fields[`${part}.${language}`] === '') }))
  const drafted = await draftLanguages({ words, from, into, limits: limitsIn(fields) })
  if (!drafted) return { problem: staffWords('deskShared.draftOthers.nothingWasDraftedThere'), typed }
  const { drafts, failures } = drafted
  const failed = failures.map(({ language, part, why }) =>
    staffWords('deskShared.draftOthers.failed', { language: nameOf(language), part, why }),
  )
  const said = staffWords('deskShared.draftOthers.drafted', { count: Object.keys(drafts).length })
  return { filled: [said, ...failed].join(' '), typed: { ...typed, ...fieldsFor(drafts) } }
}

function nameOf(language: Parameters<typeof languageName>[1]): string {
  return languageName(currentLanguage(), language)
}

function textsIn(form: FormData): Record<string, string> {
  const fields = Object.entries(plainFields(form))
  return Object.fromEntries(
    fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.trim()]] : [])),
  )
}

function wordsTyped(fields: Readonly<Record<string, string>>): PostTranslation {
  const found = parts.flatMap(part => {
    const name = fieldsOf[part].find(each => fields[each])
    return name ? [[part, fields[name]]] : []
  })
  return Object.fromEntries(found)
}

function limitsIn(fields: Readonly<Record<string, string>>): Partial<Record<Part, number>> {
  return Object.fromEntries(
    parts.flatMap(part => (fields[`most.${part}`] ? [[part, Number(fields[`most.${part}`])]] : [])),
  )
}

function fieldsFor(drafts: PostTranslations): Record<string, string> {
  const fields = Object.entries(drafts).flatMap(([code, draft]) =>
    Object.entries(draft).map(([part, text]) => [`${part}.${code}`, text]),
  )
  return Object.fromEntries(fields)
}
