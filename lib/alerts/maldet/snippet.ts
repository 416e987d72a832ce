import { added, commands, saved } from '#lib/alerts/snippet/pasted.ts'
import { grantsForRoot, jsonScript, type Script, withHost } from '#lib/alerts/snippet/shell.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const script: Script = {
  path: '/usr/local/sbin/allclear-maldet',
  name: 'allclear-maldet',
  purpose: 'maldet calls this after a scan, with JSON on standard input.',
}

const conf = '/usr/local/maldetect/conf.maldet'

export const maldetSnippet: Snippet = {
  title: 'Linux Malware Detect 2',
  parts: address => {
    const { protocol, username, password, hostname, port, pathname } = new URL(address.basicUrl)
    return [
      saved(script.path, 'sh', jsonScript(script, address, withHost)),
      commands('as root: rights of the script', ...grantsForRoot(script)),
      'At the end:',
      added(
        conf,
        'ini',
        `post_scan_hook="${script.path}"\npost_scan_hook_format="json"\npost_scan_hook_min_hits="0"\n`,
        'the hook',
      ),
      'With min_hits at 0 clean scans are reported as well: a clean scan of the same path ends what an earlier one found.',
      'maldet 1.6 has no hook. In place of all that it can post each hit to us as to an ELK server, with /message after our address. The token stands before the host and is sent as Basic; the list of processes shows it for a moment:',
      added(
        conf,
        'ini',
        `enable_statistic="1"\nelk_host="${protocol}//${username}:${password}@${hostname}"\nelk_port="${port || (protocol === 'https:' ? '443' : '80')}"\nelk_index="${pathname.slice(1)}"\n`,
        'maldet 1.6',
      ),
    ]
  },
}
