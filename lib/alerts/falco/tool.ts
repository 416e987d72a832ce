import type { Tool } from '#lib/alerts/tool.ts'
import { parseFalco } from './parse.ts'
import { falcoSnippet } from './snippet.ts'

export const falco: Tool = {
  format: 'falco',
  title: 'Falco',
  parse: parseFalco,
  snippets: [falcoSnippet],
  neverResolves: true,
}
