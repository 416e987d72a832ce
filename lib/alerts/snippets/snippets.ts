import { snippet as clamav } from './clamav.ts'
import { snippet as cpanel } from './cpanel.ts'
import { snippet as crowdsec } from './crowdsec.ts'
import { snippet as csf } from './csf.ts'
import { snippet as falco } from './falco.ts'
import { snippet as generic } from './generic.ts'
import { snippet as grafana } from './grafana.ts'
import { snippet as icinga } from './icinga.ts'
import { snippet as imunify } from './imunify.ts'
import { snippet as maldet } from './maldet.ts'
import { snippet as nagios } from './nagios.ts'
import { snippet as ossec } from './ossec.ts'
import type { Snippet } from './snippet.ts'
import { snippet as wazuh } from './wazuh.ts'
import { snippet as zabbix } from './zabbix.ts'

const all: readonly Snippet[] = [
  clamav,
  cpanel,
  crowdsec,
  csf,
  falco,
  generic,
  grafana,
  icinga,
  imunify,
  maldet,
  nagios,
  ossec,
  wazuh,
  zabbix,
]

/** What to paste into a tool, by its format. */
export const snippets: ReadonlyMap<string, Snippet> = new Map(all.map(snippet => [snippet.format, snippet]))
