import type { Tool } from '#lib/alerts/tool.ts'
import { parseAlertmanager } from './parse.ts'
import { alertmanagerSnippet } from './snippet.ts'
import { testGroup } from './test-alert.ts'

export const alertmanager: Tool = {
  format: 'alertmanager',
  title: 'Prometheus Alertmanager',
  parse: parseAlertmanager,
  snippets: [alertmanagerSnippet],
  isDebounced: true,
  losesEnds: 'inhibited',
  /** repeat_interval, unless it is set. */
  repeatSeconds: 14_400,
  testAlert: (hostname, now) => testGroup('4', hostname, now),
}
