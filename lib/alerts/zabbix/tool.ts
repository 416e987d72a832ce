import type { Tool } from '#lib/alerts/tool.ts'
import { parseZabbix } from './parse.ts'
import { zabbixSnippet } from './snippet.ts'

export const zabbix: Tool = {
  format: 'zabbix',
  title: 'Zabbix',
  parse: parseZabbix,
  snippets: [zabbixSnippet],
}
