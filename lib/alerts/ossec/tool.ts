import type { Tool } from '#lib/alerts/tool.ts'
import { parseOssec } from './parse.ts'
import { ossecSnippet } from './snippet.ts'

export const ossec: Tool = {
  format: 'ossec',
  title: 'OSSEC',
  parse: parseOssec,
  snippets: [ossecSnippet],
  neverResolves: true,
}
