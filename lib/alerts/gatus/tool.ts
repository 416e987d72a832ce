import type { Tool } from '#lib/alerts/tool.ts'
import { parseGatus } from './parse.ts'
import { gatusSnippet } from './snippet.ts'

export const gatus: Tool = {
  format: 'gatus',
  title: 'Gatus',
  parse: parseGatus,
  takesForm: true,
  takesQuery: true,
  snippets: [gatusSnippet],
  isDebounced: true,
}
