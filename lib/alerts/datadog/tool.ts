import type { Tool } from '#lib/alerts/tool.ts'
import { parseDatadog } from './parse.ts'
import { datadogSnippet } from './snippet.ts'

export const datadog: Tool = {
  format: 'datadog',
  title: 'Datadog',
  parse: parseDatadog,
  takesForm: true,
  snippets: [datadogSnippet],
}
