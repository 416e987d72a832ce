import { alertmanager } from './alertmanager/tool.ts'
import { betterstack } from './betterstack/tool.ts'
import { clamav } from './clamav/tool.ts'
import { cpanel } from './cpanel/tool.ts'
import { crowdsec } from './crowdsec/tool.ts'
import { csf } from './csf/tool.ts'
import { datadog } from './datadog/tool.ts'
import { falco } from './falco/tool.ts'
import { gatus } from './gatus/tool.ts'
import { nativeTestAlert } from './generic/test-alert.ts'
import { generic } from './generic/tool.ts'
import { grafana } from './grafana/tool.ts'
import { healthchecks } from './healthchecks/tool.ts'
import { icinga } from './icinga/tool.ts'
import { imunify } from './imunify/tool.ts'
import { maldet } from './maldet/tool.ts'
import { nagios } from './nagios/tool.ts'
import { netdata } from './netdata/tool.ts'
import { opsgenie } from './opsgenie/tool.ts'
import { ossec } from './ossec/tool.ts'
import { pagerduty } from './pagerduty/tool.ts'
import { pingdom } from './pingdom/tool.ts'
import { statuscake } from './statuscake/tool.ts'
import type { Tool } from './tool.ts'
import { uptimeKuma } from './uptime-kuma/tool.ts'
import { uptimerobot } from './uptimerobot/tool.ts'
import { wazuh } from './wazuh/tool.ts'
import { zabbix } from './zabbix/tool.ts'

/** Every tool that an alert can come from, in the order in which the desk lists them. A new one is a folder and a line. */
export const tools: readonly Tool[] = [
  alertmanager,
  grafana,
  falco,
  wazuh,
  ossec,
  maldet,
  clamav,
  imunify,
  crowdsec,
  nagios,
  icinga,
  zabbix,
  uptimeKuma,
  gatus,
  healthchecks,
  netdata,
  cpanel,
  csf,
  datadog,
  pagerduty,
  opsgenie,
  uptimerobot,
  betterstack,
  pingdom,
  statuscake,
  generic,
]

/** The tool whose alerts come to /api/alerts/<name>. among: the list, for tests of a tool that is not in ours. */
export function findTool(name: string | null, among: readonly Tool[] = tools): Tool | undefined {
  return among.find(tool => tool.format === name || (name !== null && tool.otherNames?.includes(name)))
}

/** Every last part of an address under which a tool is found, by the alphabet. */
export function formatNames(among: readonly Tool[] = tools): string[] {
  return among.flatMap(({ format, otherNames = [] }) => [format, ...otherNames]).sort()
}

/** The tool of a source as people know it. */
export function toolTitle(format: string | null, among: readonly Tool[] = tools): string {
  return format === null ? 'any tool' : (findTool(format, among)?.title ?? format)
}

type LostEnds = NonNullable<Tool['losesEnds']> | 'never'

/** How a source of this format can lose the word that something is over, by which the catalogue has a sentence for it; null: it does not. */
export function lostEndsOf(format: string | null, among: readonly Tool[] = tools): LostEnds | null {
  const tool = findTool(format, among)
  return tool?.losesEnds ?? (tool?.neverResolves ? 'never' : null)
}

/** A test alert as a tool would send it: an outage of this server, in our own schema where its words are not at hand. */
export function sampleOf(
  format: string | null,
  hostname: string,
  now: Date,
  among: readonly Tool[] = tools,
): { format: string; body: unknown } {
  const tool = findTool(format, among)
  return tool?.testAlert
    ? { format: tool.format, body: tool.testAlert(hostname, now) }
    : { format: generic.format, body: nativeTestAlert(hostname) }
}
