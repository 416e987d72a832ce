import { nativeScript } from './native-script.ts'
import type { Snippet } from './snippet.ts'

const body = `state=$1
kind=$2
server=$3
[ -n "$server" ] || server=$host
alert "monit:$server:$MONIT_SERVICE:$kind" "$server" "$kind" "$state" critical \\
  "$MONIT_SERVICE: $MONIT_EVENT" "$MONIT_DESCRIPTION"`

export const snippet: Snippet = {
  format: 'generic',
  title: 'Monit',
  language: 'sh',
  where: '/usr/local/bin/allclear-monit, owner root, mode 700',
  text: address => nativeScript('Monit calls this: allclear-monit STATE KIND [SERVER]', address, body),
  notes: [
    `In monitrc, twice for each test, once for its end:
check process nginx with pidfile /run/nginx.pid
  if failed port 443 protocol https for 3 cycles
    then exec "/usr/local/bin/allclear-monit firing outage"
    else if succeeded for 2 cycles then exec "/usr/local/bin/allclear-monit resolved outage"
check system $HOST
  if loadavg (5min) per core > 2 for 5 cycles
    then exec "/usr/local/bin/allclear-monit firing slowdown"
    else if succeeded for 5 cycles then exec "/usr/local/bin/allclear-monit resolved slowdown"`,
    'One test of a kind for each service: two would end each other. A third word names another server than the one that Monit runs on.',
    'Monit calls the script once for each change.',
  ],
}
