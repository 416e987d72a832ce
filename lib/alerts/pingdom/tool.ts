import type { Tool } from '#lib/alerts/tool.ts'
import { parsePingdom } from './parse.ts'
import { pingdomSnippet } from './snippet.ts'

export const pingdom: Tool = {
  format: 'pingdom',
  title: 'Pingdom',
  parse: parsePingdom,
  snippets: [pingdomSnippet],
}
