import { snippet as alertmanager } from './alertmanager.ts'
import { snippet as betterstack } from './betterstack.ts'
import { snippet as clamav } from './clamav.ts'
import { snippet as cpanel } from './cpanel.ts'
import { snippet as crowdsec } from './crowdsec.ts'
import { snippet as csf } from './csf.ts'
import { snippet as datadog } from './datadog.ts'
import { snippet as falco } from './falco.ts'
import { snippet as gatus } from './gatus.ts'
import { snippet as generic } from './generic.ts'
import { snippet as grafana } from './grafana.ts'
import { snippet as healthchecks } from './healthchecks.ts'
import { snippet as icinga } from './icinga.ts'
import { snippet as imunify } from './imunify.ts'
import { snippet as maldet } from './maldet.ts'
import { snippet as monit } from './monit.ts'
import { snippet as munin } from './munin.ts'
import { snippet as nagios } from './nagios.ts'
import { snippet as netdata } from './netdata.ts'
import { snippet as opsgenie } from './opsgenie.ts'
import { snippet as ossec } from './ossec.ts'
import { snippet as pagerduty } from './pagerduty.ts'
import { snippet as pingdom } from './pingdom.ts'
import { snippet as signed } from './signed.ts'
import type { Snippet } from './snippet.ts'
import { snippet as statuscake } from './statuscake.ts'
import { snippet as uptimeKuma } from './uptime-kuma.ts'
import { snippet as uptimerobot } from './uptimerobot.ts'
import { snippet as wazuh } from './wazuh.ts'
import { snippet as zabbix } from './zabbix.ts'

const own: readonly Snippet[] = [
  ...[alertmanager, grafana, nagios, icinga, zabbix, netdata],
  ...[falco, wazuh, ossec, maldet, clamav, imunify, crowdsec, csf, cpanel],
  ...[uptimeKuma, gatus, healthchecks, uptimerobot, betterstack, pingdom, statuscake],
  ...[datadog, pagerduty, opsgenie, generic],
]

/** One for each format, by its name. */
export const snippets: ReadonlyMap<string, Snippet> = new Map(own.map(snippet => [snippet.format, snippet]))

/** Tools without a format here, and signing: they post our own schema to generic. */
export const genericSnippets: readonly Snippet[] = [signed, monit, munin]
