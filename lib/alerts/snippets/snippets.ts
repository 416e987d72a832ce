import { snippet as alertmanager } from '#lib/alerts/alertmanager/snippet.ts'
import { snippet as betterstack } from '#lib/alerts/betterstack/snippet.ts'
import { snippet as clamav } from '#lib/alerts/clamav/snippet.ts'
import { snippet as cpanel } from '#lib/alerts/cpanel/snippet.ts'
import { snippet as crowdsec } from '#lib/alerts/crowdsec/snippet.ts'
import { snippet as csf } from '#lib/alerts/csf/snippet.ts'
import { snippet as datadog } from '#lib/alerts/datadog/snippet.ts'
import { snippet as falco } from '#lib/alerts/falco/snippet.ts'
import { snippet as gatus } from '#lib/alerts/gatus/snippet.ts'
import { snippet as monit } from '#lib/alerts/generic/monit.ts'
import { snippet as munin } from '#lib/alerts/generic/munin.ts'
import { snippet as signed } from '#lib/alerts/generic/signed.ts'
import { snippet as generic } from '#lib/alerts/generic/snippet.ts'
import { snippet as grafana } from '#lib/alerts/grafana/snippet.ts'
import { snippet as healthchecks } from '#lib/alerts/healthchecks/snippet.ts'
import { snippet as icinga } from '#lib/alerts/icinga/snippet.ts'
import { snippet as imunify } from '#lib/alerts/imunify/snippet.ts'
import { snippet as maldet } from '#lib/alerts/maldet/snippet.ts'
import { snippet as nagios } from '#lib/alerts/nagios/snippet.ts'
import { snippet as netdata } from '#lib/alerts/netdata/snippet.ts'
import { snippet as opsgenie } from '#lib/alerts/opsgenie/snippet.ts'
import { snippet as ossec } from '#lib/alerts/ossec/snippet.ts'
import { snippet as pagerduty } from '#lib/alerts/pagerduty/snippet.ts'
import { snippet as pingdom } from '#lib/alerts/pingdom/snippet.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'
import { snippet as statuscake } from '#lib/alerts/statuscake/snippet.ts'
import { snippet as uptimeKuma } from '#lib/alerts/uptime-kuma/snippet.ts'
import { snippet as uptimerobot } from '#lib/alerts/uptimerobot/snippet.ts'
import { snippet as wazuh } from '#lib/alerts/wazuh/snippet.ts'
import { snippet as zabbix } from '#lib/alerts/zabbix/snippet.ts'

const own: readonly Snippet[] = [
  alertmanager,
  grafana,
  nagios,
  icinga,
  zabbix,
  netdata,
  falco,
  wazuh,
  ossec,
  maldet,
  clamav,
  imunify,
  crowdsec,
  csf,
  cpanel,
  uptimeKuma,
  gatus,
  healthchecks,
  uptimerobot,
  betterstack,
  pingdom,
  statuscake,
  datadog,
  pagerduty,
  opsgenie,
  generic,
]

/** One for each format, by its name. */
export const snippets: ReadonlyMap<string, Snippet> = new Map(own.map(snippet => [snippet.format, snippet]))

/** Tools without a format here, and signing: they post our own schema to generic. */
export const genericSnippets: readonly Snippet[] = [signed, monit, munin]
