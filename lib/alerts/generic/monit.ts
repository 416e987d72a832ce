import { commands, saved } from '#lib/alerts/snippet/pasted.ts'
import { grantsForRoot, ownHost, type Script } from '#lib/alerts/snippet/shell.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'
import { nativeScript } from './native-script.ts'

const script: Script = {
  path: '/usr/local/bin/allclear-monit',
  name: 'allclear-monit',
  purpose: 'Monit calls this: allclear-monit STATE KIND [SERVER]',
}

const body = `${ownHost}
state=$1
kind=$2
server=\${3:-$host}
[ -n "$MONIT_SERVICE" ] || fail 'MONIT_SERVICE is empty: Monit has to call this by exec.'
case $state in
  firing | resolved) ;;
  *) fail 'say firing or resolved, then the kind: outage, slowdown, suspicious-file, reboot or other.' ;;
esac
alert "monit:$server:$MONIT_SERVICE:$kind" "$server" "$kind" "$state" critical \\
  "$MONIT_SERVICE: $MONIT_EVENT" "$MONIT_DESCRIPTION"`

const checks = `check process nginx with pidfile /run/nginx.pid
  if failed port 443 protocol https for 3 cycles
    then exec "${script.path} firing outage"
    else if succeeded for 2 cycles then exec "${script.path} resolved outage"

check system $HOST
  if loadavg (5min) per core > 2 for 5 cycles
    then exec "${script.path} firing slowdown"
    else if succeeded for 5 cycles then exec "${script.path} resolved slowdown"
`

export const monitSnippet: Snippet = {
  title: 'Monit',
  parts: address => [
    saved(script.path, 'sh', nativeScript(script, address, body)),
    commands('as root: rights of the script', ...grantsForRoot(script)),
    'Twice for each test, once for its end:',
    saved({ debian: '/etc/monit/conf.d/allclear', rhel: '/etc/monit.d/allclear' }, 'text', checks),
    'Take the lines that begin with "if" into the checks that you have: a name can be checked once. "per core" needs Monit 5.27; before that, leave it out and raise the number.',
    commands('as root: check and reload', 'monit -t && monit reload'),
    'One test of a kind for each service: two would end each other. A third word names another server than the one that Monit runs on.',
    'Monit calls the script once for each change: what cannot be sent waits in /var/spool/allclear-monit.',
  ],
}
