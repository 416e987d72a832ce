import type { Tool } from '#lib/alerts/tool.ts'
import { parseCrowdsec } from './parse.ts'
import { crowdsecSnippet } from './snippet.ts'

export const crowdsec: Tool = {
  format: 'crowdsec',
  title: 'CrowdSec',
  parse: parseCrowdsec,
  snippets: [crowdsecSnippet],
  neverResolves: true,
}
