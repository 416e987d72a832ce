import { added, commands, saved } from './pasted.ts'
import { grantsForRoot, jsonScript, type Script, withHost } from './shell.ts'
import type { Snippet } from './snippet.ts'

const script: Script = {
  path: '/usr/local/sbin/allclear-maldet',
  name: 'allclear-maldet',
  purpose: 'maldet calls this after a scan, with JSON on standard input.',
}

const conf = '/usr/local/maldetect/conf.maldet'

export const snippet: Snippet = {
  format: 'maldet',
  title: 'Linux Malware Detect 2',
  parts: address => {
    const { protocol, hostname, port, pathname } = new URL(address.pathUrl)
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
      'maldet 1.6 has no hook. Instead of all that it can post each hit as to an ELK server; it sends no header, so the token is a part of the address:',
      added(
        conf,
        'ini',
        `enable_statistic="1"\nelk_host="${protocol}//${hostname}"\nelk_port="${port || (protocol === 'https:' ? '443' : '80')}"\nelk_index="${pathname.slice(1)}"\n`,
        'maldet 1.6',
      ),
    ]
  },
}
