import type { Contract } from './contract.ts'
import { inputSchema, type JsonSchema } from './json-schema.ts'

/** What a request may say in one place. form: "string", "a | b"; what: what it means, where that is said. */
export type ApiField = { name: string; form: string; isRequired: boolean; what: string | null }

/** The parts of an operation's address, its query and its body, one after the other. */
export function apiFieldsOf({ params, query, body, hasNotices }: Contract): ApiField[] {
  const dry = { name: 'dry_run', form: 'true | false', isRequired: false, what: null }
  return [params, query, body]
    .flatMap(schema => fieldsIn(inputSchema(schema)))
    .concat(hasNotices ? [dry] : [])
}

function fieldsIn({ properties = {}, required = [] }: JsonSchema): ApiField[] {
  const needed = new Set(required as string[])
  return Object.entries(properties as Record<string, JsonSchema>).map(([name, schema]) => ({
    name,
    form: formOf(schema),
    isRequired: needed.has(name),
    what: typeof schema.description === 'string' ? schema.description : null,
  }))
}

function formOf({ type, enum: choices, anyOf, items, format }: JsonSchema): string {
  if (Array.isArray(choices)) return choices.join(' | ')
  if (Array.isArray(anyOf)) return anyOf.map(formOf).join(' | ')
  if (type === 'array') return `${formOf((items ?? {}) as JsonSchema)}[]`
  return typeof format === 'string' ? format : String(type ?? 'any')
}
