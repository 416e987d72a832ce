import { testGroup } from '#lib/alerts/alertmanager/test-alert.ts'
import type { Tool } from '#lib/alerts/tool.ts'
import { parseGrafana } from './parse.ts'
import { grafanaSnippet } from './snippet.ts'

export const grafana: Tool = {
  format: 'grafana',
  title: 'Grafana',
  parse: parseGrafana,
  snippets: [grafanaSnippet],
  isDebounced: true,
  losesEnds: 'silenced',
  /** repeat_interval, unless it is set. */
  repeatSeconds: 14_400,
  testAlert: (hostname, now) => testGroup('1', hostname, now),
}
