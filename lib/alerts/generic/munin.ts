import { commands, saved } from '#lib/alerts/snippet/pasted.ts'
import { grants, type Script } from '#lib/alerts/snippet/shell.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'
import { nativeScript } from './native-script.ts'

const script: Script = {
  path: '/usr/local/bin/allclear-munin',
  name: 'allclear-munin',
  purpose: 'Munin writes one line for each change to this.',
}

const body = `while IFS='|' read -r worst server plugin title details || [ -n "$worst" ]; do
  case $worst in
    OK) state=resolved severity=critical ;;
    WARNING) state=firing severity=warning ;;
    CRITICAL) state=firing severity=critical ;;
    *) continue ;;
  esac
  if [ -z "$server" ] || [ -z "$plugin" ]; then fail 'a line names no host: set contact.allclear.text in munin.conf.'; fi
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

export const muninSnippet: Snippet = {
  title: 'Munin',
  parts: address => [
    saved(script.path, 'sh', nativeScript(script, address, body)),
    commands('as root: rights of the script', ...grants(script, 'munin')),
    saved(
      { debian: '/etc/munin/munin-conf.d/allclear.conf', rhel: '/etc/munin/conf.d/allclear.conf' },
      'text',
      `contact.allclear.command | ${script.path}\ncontact.allclear.text ${line}|${causes.join(' ')}\n`,
    ),
    'Munin speaks of a change of state only, as it is seen every five minutes: keep always_send unset. Thresholds say little of what customers notice: only load and cpu count as a slowdown, all else is shown to staff.',
    'The name of the host in munin.conf has to be one that we know.',
  ],
}

function variable(name: string): string {
  return `\${var:${name}}`
}
