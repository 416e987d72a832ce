import type { Tool } from '#lib/alerts/tool.ts'
import { parseWazuh } from './parse.ts'
import { wazuhSnippet } from './snippet.ts'

export const wazuh: Tool = {
  format: 'wazuh',
  title: 'Wazuh',
  parse: parseWazuh,
  snippets: [wazuhSnippet],
  neverResolves: true,
}
