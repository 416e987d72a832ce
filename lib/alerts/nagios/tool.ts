import type { Tool } from '#lib/alerts/tool.ts'
import { parseNagios } from './parse.ts'
import { nagiosSnippet } from './snippet.ts'

export const nagios: Tool = {
  format: 'nagios',
  title: 'Nagios',
  parse: parseNagios,
  takesForm: true,
  snippets: [nagiosSnippet],
  isDebounced: true,
  losesEnds: 'once',
}
