import type { Tool } from '#lib/alerts/tool.ts'
import { parseNetdata } from './parse.ts'
import { netdataSnippet } from './snippet.ts'

export const netdata: Tool = {
  format: 'netdata',
  title: 'Netdata',
  parse: parseNetdata,
  takesForm: true,
  snippets: [netdataSnippet],
  losesEnds: 'restarted',
}
