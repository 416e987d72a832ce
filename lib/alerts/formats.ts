import { parseAlertmanager } from './alertmanager.ts'
import { parseBetterStack } from './betterstack.ts'
import { parseClamav } from './clamav.ts'
import { parseCpanel } from './cpanel.ts'
import { parseCrowdsec } from './crowdsec.ts'
import { parseCsf } from './csf.ts'
import { parseDatadog } from './datadog.ts'
import { parseFalco } from './falco.ts'
import { parseGatus } from './gatus.ts'
import { parseGeneric } from './generic.ts'
import { parseGrafana } from './grafana.ts'
import { parseHealthchecks } from './healthchecks.ts'
import { parseIcinga } from './icinga.ts'
import { parseImunify } from './imunify.ts'
import type { Parse } from './item.ts'
import { parseMaldet } from './maldet.ts'
import { parseNagios } from './nagios.ts'
import { parseNetdata } from './netdata.ts'
import { parseOpsgenie } from './opsgenie.ts'
import { parseOssec } from './ossec.ts'
import { parsePagerDuty } from './pagerduty.ts'
import { parsePingdom } from './pingdom.ts'
import { parseStatusCake } from './statuscake.ts'
import { parseUptimeKuma } from './uptime-kuma.ts'
import { parseUptimeRobot } from './uptimerobot.ts'
import { parseWazuh } from './wazuh.ts'
import { parseZabbix } from './zabbix.ts'

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
