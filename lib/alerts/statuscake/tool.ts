import type { Tool } from '#lib/alerts/tool.ts'
import { parseStatusCake } from './parse.ts'
import { statuscakeSnippet } from './snippet.ts'

export const statuscake: Tool = {
  format: 'statuscake',
  title: 'StatusCake',
  parse: parseStatusCake,
  takesForm: true,
  takesQuery: true,
  snippets: [statuscakeSnippet],
}
