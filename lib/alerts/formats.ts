import { parseAlertmanager } from '#lib/alerts/alertmanager/parse.ts'
import { parseBetterStack } from '#lib/alerts/betterstack/parse.ts'
import { parseClamav } from '#lib/alerts/clamav/parse.ts'
import { parseCpanel } from '#lib/alerts/cpanel/parse.ts'
import { parseCrowdsec } from '#lib/alerts/crowdsec/parse.ts'
import { parseCsf } from '#lib/alerts/csf/parse.ts'
import { parseDatadog } from '#lib/alerts/datadog/parse.ts'
import { parseFalco } from '#lib/alerts/falco/parse.ts'
import { parseGatus } from '#lib/alerts/gatus/parse.ts'
import { parseGeneric } from '#lib/alerts/generic/parse.ts'
import { parseGrafana } from '#lib/alerts/grafana/parse.ts'
import { parseHealthchecks } from '#lib/alerts/healthchecks/parse.ts'
import { parseIcinga } from '#lib/alerts/icinga/parse.ts'
import { parseImunify } from '#lib/alerts/imunify/parse.ts'
import type { Parse } from '#lib/alerts/item/item.ts'
import { parseMaldet } from '#lib/alerts/maldet/parse.ts'
import { parseNagios } from '#lib/alerts/nagios/parse.ts'
import { parseNetdata } from '#lib/alerts/netdata/parse.ts'
import { parseOpsgenie } from '#lib/alerts/opsgenie/parse.ts'
import { parseOssec } from '#lib/alerts/ossec/parse.ts'
import { parsePagerDuty } from '#lib/alerts/pagerduty/parse.ts'
import { parsePingdom } from '#lib/alerts/pingdom/parse.ts'
import { parseStatusCake } from '#lib/alerts/statuscake/parse.ts'
import { parseUptimeKuma } from '#lib/alerts/uptime-kuma/parse.ts'
import { parseUptimeRobot } from '#lib/alerts/uptimerobot/parse.ts'
import { parseWazuh } from '#lib/alerts/wazuh/parse.ts'
import { parseZabbix } from '#lib/alerts/zabbix/parse.ts'

export type Format = {
  parse: Parse
  /** It may come as the fields of a form, its token among them. */
  takesForm?: true
  /** It may come as the query of a GET, for tools that can send nothing else. */
  takesQuery?: true
  /** What its tool appends to the address by itself. */
  subpaths?: readonly string[]
}

/** maldet aims at an ELK server: $elk_host:$elk_port/$elk_index/message. */
const elk = { subpaths: ['message'] }

const form = { takesForm: true } as const
const formOrQuery = { takesForm: true, takesQuery: true } as const

/** By the last part of the address: /api/alerts/alertmanager. */
const formats: Record<string, Format> = {
  alertmanager: { parse: parseAlertmanager },
  betterstack: { parse: parseBetterStack },
  clamav: { parse: parseClamav, ...form },
  cpanel: { parse: parseCpanel, ...form },
  crowdsec: { parse: parseCrowdsec },
  csf: { parse: parseCsf, ...form },
  datadog: { parse: parseDatadog, ...form },
  falco: { parse: parseFalco },
  gatus: { parse: parseGatus, ...formOrQuery },
  generic: { parse: parseGeneric },
  grafana: { parse: parseGrafana },
  healthchecks: { parse: parseHealthchecks, ...formOrQuery },
  icinga: { parse: parseIcinga, ...form },
  imunify: { parse: parseImunify },
  /** The tool's other name. */
  lmd: { parse: parseMaldet, ...elk },
  maldet: { parse: parseMaldet, ...elk },
  nagios: { parse: parseNagios, ...form },
  netdata: { parse: parseNetdata, ...form },
  opsgenie: { parse: parseOpsgenie },
  ossec: { parse: parseOssec },
  /** Callers of the Events API can be given another host, and no other path. */
  pagerduty: { parse: parsePagerDuty, subpaths: ['v2/enqueue'] },
  pingdom: { parse: parsePingdom },
  statuscake: { parse: parseStatusCake, ...formOrQuery },
  'uptime-kuma': { parse: parseUptimeKuma, ...formOrQuery },
  uptimerobot: { parse: parseUptimeRobot, ...formOrQuery },
  wazuh: { parse: parseWazuh },
  zabbix: { parse: parseZabbix },
}

export const formatNames: readonly string[] = Object.keys(formats)

export function findFormat(name: string): Format | undefined {
  return Object.hasOwn(formats, name) ? formats[name] : undefined
}
