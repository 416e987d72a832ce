import type { Tool } from '#lib/alerts/tool.ts'
import { parseCsf } from './parse.ts'
import { csfSnippet } from './snippet.ts'

export const csf: Tool = {
  format: 'csf',
  title: 'ConfigServer Firewall',
  parse: parseCsf,
  takesForm: true,
  snippets: [csfSnippet],
  neverResolves: true,
}
