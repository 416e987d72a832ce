import { jsonScript, withHost } from './shell.ts'
import type { Snippet } from './snippet.ts'

export const snippet: Snippet = {
  format: 'maldet',
  title: 'Linux Malware Detect 2',
  language: 'sh',
  where: '/usr/local/sbin/allclear-maldet, owner root, mode 700',
  text: address =>
    jsonScript('maldet calls this after a scan, with JSON on standard input.', address, withHost),
  notes: [
    `In /usr/local/maldetect/conf.maldet:
post_scan_hook="/usr/local/sbin/allclear-maldet"
post_scan_hook_format="json"
post_scan_hook_min_hits="0"`,
    'With min_hits at 0 clean scans are reported as well: a clean scan of the same path ends what an earlier one found.',
    'maldet 1.6 has no hook. It can post each hit to an ELK server: set enable_statistic="1", and elk_host, elk_port and elk_index so that they make up the address with the token in its path.',
  ],
}
