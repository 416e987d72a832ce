import type { Tool } from '#lib/alerts/tool.ts'
import { parseOpsgenie } from './parse.ts'
import { opsgenieSnippet } from './snippet.ts'

export const opsgenie: Tool = {
  format: 'opsgenie',
  title: 'Opsgenie',
  parse: parseOpsgenie,
  snippets: [opsgenieSnippet],
}
