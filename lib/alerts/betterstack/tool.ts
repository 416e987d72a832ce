import type { Tool } from '#lib/alerts/tool.ts'
import { parseBetterStack } from './parse.ts'
import { betterstackSnippet } from './snippet.ts'

export const betterstack: Tool = {
  format: 'betterstack',
  title: 'Better Stack',
  parse: parseBetterStack,
  snippets: [betterstackSnippet],
}
