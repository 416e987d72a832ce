import type { Tool } from '#lib/alerts/tool.ts'
import { parsePagerDuty } from './parse.ts'
import { pagerdutySnippet } from './snippet.ts'

export const pagerduty: Tool = {
  format: 'pagerduty',
  title: 'PagerDuty',
  parse: parsePagerDuty,
  /** Callers of the Events API can be given another host, and no other path. */
  subpaths: ['v2/enqueue'],
  snippets: [pagerdutySnippet],
}
