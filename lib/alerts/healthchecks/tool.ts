import type { Tool } from '#lib/alerts/tool.ts'
import { parseHealthchecks } from './parse.ts'
import { healthchecksSnippet } from './snippet.ts'

export const healthchecks: Tool = {
  format: 'healthchecks',
  title: 'Healthchecks',
  parse: parseHealthchecks,
  takesForm: true,
  takesQuery: true,
  snippets: [healthchecksSnippet],
  isDebounced: true,
}
