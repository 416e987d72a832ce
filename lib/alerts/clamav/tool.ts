import type { Tool } from '#lib/alerts/tool.ts'
import { parseClamav } from './parse.ts'
import { clamavSnippet } from './snippet.ts'

export const clamav: Tool = {
  format: 'clamav',
  title: 'ClamAV',
  parse: parseClamav,
  takesForm: true,
  snippets: [clamavSnippet],
  neverResolves: true,
}
