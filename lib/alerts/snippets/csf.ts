import { formScript } from './shell.ts'
import type { Snippet } from './snippet.ts'

const body = String.raw`mail() {
  mail=$(head -c 100000 | tr -d '\r')
  {
    field event mail
    field _host "$host"
    field subject "$(printf '%s\n' "$mail" | sed -n -e '/^$/q' -e 's/^Subject: *//p' | head -n 1)"
    field body "$(printf '%s\n' "$mail" | sed '1,/^$/d' | head -n 200)"
    field time "$(date +%s)"
  } | post
}

# load firing|resolved
load() {
  {
    field event load
    field _host "$host"
    field state "$1"
    field load1 "$load1"
    field load5 "$load5"
    field load15 "$load15"
    field cores "$cores"
    field time "$(date +%s)"
  } | post
}

measure() {
  read -r load1 load5 load15 _ < /proc/loadavg
}

# is_below SHARE: the load of five minutes, per core.
is_below() {
  awk -v load="$load5" -v cores="$cores" -v share="$1" 'BEGIN { exit !(load < cores * share) }'
}

if [ "$1" = mail ]; then
  mail
  exit
fi

# lfd tells of a high load and never of its end, so wait for it: three times below 0.75 per core.
cores=$(getconf _NPROCESSORS_ONLN)
measure
is_below 1 && exit 0
exec 9>/run/allclear-load
flock -n 9 || exit 0
load firing
calm=0
while [ "$calm" -lt 3 ]; do
  sleep 60
  measure
  if is_below 0.75; then calm=$((calm + 1)); else calm=0; fi
done
load resolved`

export const snippet: Snippet = {
  format: 'csf',
  title: 'ConfigServer Firewall (csf and lfd)',
  language: 'sh',
  where:
    '/usr/local/sbin/allclear-csf, owner root, group of the mail server’s pipes (mailnull on cPanel), mode 750',
  text: address =>
    formScript('lfd calls this when the load is high; with "mail" it reads one of its mails.', address, body),
  notes: [
    'In /etc/csf/csf.conf: PT_LOAD_ACTION = "/usr/local/sbin/allclear-csf" and LF_ALERT_TO = "lfd-alerts", then csf -ra.',
    'In /etc/aliases, then newaliases: lfd-alerts: root, "|/usr/local/sbin/allclear-csf mail"',
    'Mails about suspicious files, watched files, integrity, further users with UID 0 and suspicious processes count; blocked addresses and logins do not, so BLOCK_REPORT can stay empty.',
  ],
}
