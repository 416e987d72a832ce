import type { Tool } from '#lib/alerts/tool.ts'
import { parseUptimeKuma } from './parse.ts'
import { uptimeKumaSnippet } from './snippet.ts'

export const uptimeKuma: Tool = {
  format: 'uptime-kuma',
  title: 'Uptime Kuma',
  parse: parseUptimeKuma,
  takesForm: true,
  takesQuery: true,
  snippets: [uptimeKumaSnippet],
  isDebounced: true,
}
