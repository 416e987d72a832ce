import type { Tool } from '#lib/alerts/tool.ts'
import { parseImunify } from './parse.ts'
import { imunifySnippet } from './snippet.ts'

export const imunify: Tool = {
  format: 'imunify',
  title: 'Imunify360, ImunifyAV',
  parse: parseImunify,
  snippets: [imunifySnippet],
  neverResolves: true,
}
