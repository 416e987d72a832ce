import type { Tool } from '#lib/alerts/tool.ts'
import { parseCpanel } from './parse.ts'
import { cpanelSnippet } from './snippet.ts'

export const cpanel: Tool = {
  format: 'cpanel',
  title: 'cPanel and WHM',
  parse: parseCpanel,
  takesForm: true,
  snippets: [cpanelSnippet],
}
