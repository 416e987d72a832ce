import type { RuleRow } from '#lib/rules/sources/rule-rows.ts'

const fields = ['place', 'on', 'label', 'text', 'kind', 'severity'] as const satisfies (keyof RuleRow)[]

/** More rows than a source may have rules are not read. */
const mostRows = 210

/** The rows of a form whose fields are called rule-0-place, rule-0-on, … */
export function rowsOf(form: FormData): RuleRow[] {
  const read = (index: number, field: keyof RuleRow) => {
    const value = form.get(`rule-${index}-${field}`)
    return typeof value === 'string' ? value.trim() : ''
  }
  const indexes = Array.from({ length: mostRows }, (_, i) => i).filter(i => form.has(`rule-${i}-text`))
  return indexes.map(
    i => Object.fromEntries(fields.map(field => [field, read(i, field)])) as Record<keyof RuleRow, string>,
  )
}
