import { execFile } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { snippet as clamav } from '#lib/alerts/snippets/clamav.ts'
import { snippet as cpanel } from '#lib/alerts/snippets/cpanel.ts'
import { snippet as crowdsec } from '#lib/alerts/snippets/crowdsec.ts'
import { snippet as csf } from '#lib/alerts/snippets/csf.ts'
import { snippet as falco } from '#lib/alerts/snippets/falco.ts'
import { snippet as grafana } from '#lib/alerts/snippets/grafana.ts'
import { snippet as icinga } from '#lib/alerts/snippets/icinga.ts'
import { snippet as imunify } from '#lib/alerts/snippets/imunify.ts'
import { snippet as maldet } from '#lib/alerts/snippets/maldet.ts'
import { snippet as nagios } from '#lib/alerts/snippets/nagios.ts'
import { snippet as ossec } from '#lib/alerts/snippets/ossec.ts'
import { snippet as wazuh } from '#lib/alerts/snippets/wazuh.ts'
import { snippet as zabbix } from '#lib/alerts/snippets/zabbix.ts'

const all = [
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
  cpanel,
  csf,
].map(snippet => [snippet.format, snippet] as const)
const address = {
  url: 'https://status.example.com/U',
  pathUrl: 'https://status.example.com/P',
  token: 'TOKEN',
}

describe('every snippet', () => {
  it.each(all)(
    'of %s holds the address it was given: the token in a header, or in the path',
    (_, { text, where }) => {
      const pasted = text(address)
      const hasHeader = pasted.includes(address.url) && pasted.includes(address.token)
      expect(hasHeader).toBe(!pasted.includes(address.pathUrl))
      expect(where).not.toBe('')
    },
  )

  it.each(all.filter(([, { language }]) => language === 'sh'))(
    'of %s is a valid script',
    async (_, { text }) => {
      await new Promise<void>((resolve, reject) => {
        const shell = execFile('sh', ['-n'], (error, _, said) =>
          error ? reject(new Error(said)) : resolve(),
        )
        shell.stdin?.end(text(address))
      })
    },
  )
})
