import type { Tool } from '#lib/alerts/tool.ts'
import { parseUptimeRobot } from './parse.ts'
import { uptimerobotSnippet } from './snippet.ts'

export const uptimerobot: Tool = {
  format: 'uptimerobot',
  title: 'UptimeRobot',
  parse: parseUptimeRobot,
  takesForm: true,
  takesQuery: true,
  snippets: [uptimerobotSnippet],
}
