import type { Tool } from '#lib/alerts/tool.ts'
import { parseIcinga } from './parse.ts'
import { icingaSnippet } from './snippet.ts'

export const icinga: Tool = {
  format: 'icinga',
  title: 'Icinga',
  parse: parseIcinga,
  takesForm: true,
  snippets: [icingaSnippet],
  isDebounced: true,
  losesEnds: 'once',
}
