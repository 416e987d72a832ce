/**
 * The part of each script that sends: an alert is first put into a folder, and leaves it once we have it. What waits is
 * sent by the same call for 25 seconds, then behind it, and else by the next call, in its order. For sh as Debian (dash)
 * and RHEL (bash) have it, with curl 7.61 or newer.
 * The token and the values reach curl on its standard input, so that the list of processes shows none of them.
 */
export const spool = String.raw`
say() {
  printf '%s: %s\n' "$name" "$1" >&2
}

fail() {
  say "$1"
  exit 1
}

# post < CURL'S CONFIGURATION: sends one alert. 0: it was taken, or it waits to be sent; 1: it was not, as said.
post() {
  alert=$(new_id && cat)
  if open_spool && keep; then
    flush 25
    case $? in
      0) return 0 ;;
      2) say "Allclear is out of reach. The alert waits in $spool and is sent later: $said" ;;
      *) return 1 ;;
    esac
    { exec </dev/null >/dev/null 2>&1; later; } &
  else
    printf '%s\n' "$alert" | { send 25 || fail "the alert is lost: it can neither be sent nor kept: $said"; }
  fi
}

# An alert that is sent twice is known by its id.
new_id() {
  id=$(cat /proc/sys/kernel/random/uuid 2>/dev/null)
  printf 'header = "webhook-id: %s"\n' "${'$'}{id:-$(uname -n)-$$-$(date +%s%N)}"
}

# The folder where alerts wait: this user's own, and closed to all others.
open_spool() {
  user=$(id -u)
  for spool in "/var/spool/$name" "/var/tmp/$name-$user"; do
    mkdir -m 700 "$spool" 2>/dev/null
    [ -n "$(find "$spool" -maxdepth 0 -type d -user "$user" -perm 700 2>/dev/null)" ] && return 0
  done
  return 1
}

keep() {
  if printf '%s\n' "$alert" >"$spool/.new-$$" && mv "$spool/.new-$$" "$spool/$(date +%s%N)-$$"; then
    trim
  else
    rm -f "$spool/.new-$$"
    return 1
  fi
}

# At most 500 alerts and 20 MB wait; beyond that the oldest go.
trim() {
  while [ "$(find "$spool" -name '[0-9]*' | wc -l)" -gt 500 ] || [ "$(du -sk "$spool" | cut -f 1)" -gt 20000 ]; do
    for oldest in "$spool"/[0-9]*; do break; done
    rm "$oldest" || return 0
    say "too many alerts wait: the oldest was dropped."
  done
}

some_wait() {
  set -- "$spool"/[0-9]*
  [ -e "$1" ]
}

# flush SECONDS: sends what waits, the oldest first. Of parallel calls one sends for all.
# 0: nothing is left to do here; 1: one was refused; 2: not now; 3: not before address or token are right.
flush() {
  outcome=0
  while some_wait; do
    exec 9>"$spool/.lock"
    if command -v flock >/dev/null && ! flock -n 9; then break; fi
    send_all "$1"
    case $? in
      0) ;;
      1) outcome=1 ;;
      2) return 2 ;;
      *) return 3 ;;
    esac
    exec 9>&-
  done
  return "$outcome"
}

send_all() {
  refused=0
  deadline=$(($(date +%s) + $1))
  for file in "$spool"/[0-9]*; do
    [ -e "$file" ] || continue
    left=$((deadline - $(date +%s)))
    [ "$left" -gt 0 ] || return 2
    send "$left" <"$file"
    case $? in
      0) rm -f "$file" ;;
      1) rm -f "$file"; refused=1; say "Allclear refused an alert: $said" ;;
      2) return 2 ;;
      *) say "Allclear did not take the alert, which waits in $spool: $said"; return 3 ;;
    esac
  done
  return "$refused"
}

# send SECONDS < CURL'S CONFIGURATION: one request, tried again for that long.
send() {
  said=$({ printf 'header = "Authorization: Bearer %s"\n' "$token"; cat; } |
    timeout "$1" curl -sS -K - --connect-timeout 5 --max-time 10 --retry 4 --retry-connrefused --retry-max-time "$1" \
      -w '\n%{http_code}' "$url" 2>&1 | tail -c 1000)
  code=$(printf '%s' "$said" | tail -n 1)
  said="$code $(printf '%s' "$said" | sed '$d' | tr -d '\n' | cut -c 1-300)"
  case $code in
    2??) return 0 ;;
    400 | 413 | 415 | 422) return 1 ;;
    3?? | 401 | 403 | 404 | 405) return 3 ;;
    *) return 2 ;;
  esac
}

# Goes on in the background for some hours, and keeps the lock. If it is stopped, the next call sends what is left.
later() {
  tries=0
  while [ "$tries" -lt 1000 ]; do
    sleep 15
    flush 60
    [ $? -eq 2 ] || return
    tries=$((tries + 1))
  done
}
`
