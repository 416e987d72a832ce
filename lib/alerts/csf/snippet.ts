import { added, commands, saved } from '#lib/alerts/snippet/pasted.ts'
import { formScript, ownHost, type Script } from '#lib/alerts/snippet/shell.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const script: Script = {
  path: '/usr/local/sbin/allclear-csf',
  name: 'allclear-csf',
  purpose: 'lfd calls this when the load is high; with "mail" it reads one of its mails.',
}

const body = String.raw`${ownHost}

mail() {
  mail=$(head -c 100000 | tr -d '\r')
  [ -n "$mail" ] || fail 'no mail came on standard input: let the alias lfd-alerts call this.'
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
  } | { exec 8>&-; post; }
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
if [ -z "$cores" ] || [ -z "$load5" ]; then fail 'the load of this machine cannot be read from /proc/loadavg.'; fi
is_below 1 && exit 0
exec 8>/run/allclear-load
flock -n 8 || exit 0
load firing
calm=0
while [ "$calm" -lt 3 ]; do
  sleep 60
  measure
  if is_below 0.75; then calm=$((calm + 1)); else calm=0; fi
done
load resolved`

export const csfSnippet: Snippet = {
  title: 'ConfigServer Firewall (csf and lfd)',
  parts: address => [
    saved(script.path, 'sh', formScript(script, address, body)),
    commands(
      'as root: rights of the script',
      '# Pipes of the mail server run as mailnull on cPanel.',
      'group=$(id -gn mailnull 2>/dev/null || echo root)',
      `chown root:"$group" ${script.path}`,
      `chmod 750 ${script.path}`,
    ),
    'In the place of the lines that begin like these, then csf -ra:',
    added('/etc/csf/csf.conf', 'ini', `PT_LOAD_ACTION = "${script.path}"\nLF_ALERT_TO = "lfd-alerts"\n`),
    'At the end, then newaliases:',
    added('/etc/aliases', 'text', `lfd-alerts: root, "|${script.path} mail"\n`),
    'Mails about suspicious files, watched files, integrity, further users with UID 0 and suspicious processes count; blocked addresses and logins do not, so BLOCK_REPORT can stay empty.',
  ],
}
