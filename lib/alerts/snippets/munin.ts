import { nativeScript } from './native-script.ts'
import type { Snippet } from './snippet.ts'

const body = `while IFS='|' read -r worst server plugin title details || [ -n "$worst" ]; do
  case $worst in
    OK) state=resolved severity=critical ;;
    WARNING) state=firing severity=warning ;;
    CRITICAL) state=firing severity=critical ;;
    *) continue ;;
  esac
  case $plugin in
    load | cpu) kind=slowdown ;;
    *) kind=other ;;
  esac
  alert "munin:$server:$plugin" "$server" "$kind" "$state" "$severity" "$title: $worst" "$details"
done`

/** What the script reads: one line for each change. */
const line = ['worst', 'host', 'plugin', 'graph_title'].map(variable).join('|')
const causes = ['wfields', 'cfields'].map(
  list => `\${loop<, >:${list} ${variable('label')} is ${variable('value')}}`,
)

export const snippet: Snippet = {
  format: 'generic',
  title: 'Munin',
  language: 'sh',
  where: '/usr/local/bin/allclear-munin, owner root:munin, mode 750',
  text: address => nativeScript('Munin writes one line for each change to this.', address, body),
  notes: [
    `In munin.conf:
contact.allclear.command | /usr/local/bin/allclear-munin
contact.allclear.text ${line}|${causes.join(' ')}`,
    'Munin speaks of a change of state only, as it is seen every five minutes: keep always_send unset. Thresholds say little of what customers notice: only load and cpu count as a slowdown, all else is shown to staff.',
    'The name of the host in munin.conf has to be one that we know.',
  ],
}

function variable(name: string): string {
  return `\${var:${name}}`
}
