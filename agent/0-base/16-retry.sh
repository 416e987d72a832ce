# --- When to try again ---

# may_send [now]: whether the site is to be asked now; says why not.
may_send() {
  if [ -e "$STATE/stopped" ] && [ "$1" != now ] && [ "$(head -n 1 "$STATE/stopped")" = "$(conf_mark)" ]; then
    log "nothing is sent until $CONF changes, because the site refused token or signature: $(sed -n 2p "$STATE/stopped")"
    return 3
  fi
  [ -e "$STATE/retry" ] && [ "$1" != now ] || return 0
  read_retry
  retry_wait=$((retry_at - $(own_clock)))
  # A clock that was set back may not silence us.
  if [ "$retry_wait" -le 0 ] || [ "$retry_wait" -gt 7200 ]; then return 0; fi
  # A finding is worth a try whatever failed before, unless the site has asked for time.
  if [ "$1" = finding ] && [ "$retry_why" = failed ]; then return 0; fi
  log "the site was out of reach $retry_count times: $(spool_count) wait, and are tried again in $retry_wait s."
  return 2
}

# read_retry: how many runs failed to send, when the next one may, and why (failed, asked). What a power cut left broken is none.
read_retry() {
  retry_count=0
  retry_at=0
  retry_why=failed
  [ ! -r "$STATE/retry" ] || read -r retry_count retry_at retry_why <"$STATE/retry" || :
  case $retry_count:$retry_at in :* | *: | *[!0-9:]* | *:????????????????*) retry_count=0 retry_at=0 ;; esac
}

# What the configuration is, so that a change of it is seen.
conf_mark() {
  openssl dgst -sha256 <"$CONF" | sed 's/^.*= *//'
}

# 5 minutes, doubling to an hour, and up to a fifth more, so that not all servers come back at once.
put_off() {
  read_retry
  off_wait=300
  for off_step in 1 2 3 4; do [ "$retry_count" -lt "$off_step" ] || off_wait=$((off_wait * 2)); done
  [ "$off_wait" -le 3600 ] || off_wait=3600
  off_why=failed
  if [ "$ASKED_WAIT" -gt 0 ]; then
    off_why=asked
    off_wait=$ASKED_WAIT
  fi
  off_wait=$((off_wait + $(random_below "$((off_wait / 5 + 1))")))
  keep_line "$STATE/retry" "$((retry_count + 1)) $(($(own_clock) + off_wait)) $off_why"
  log "the site did not take it: $SAID. $(spool_count) wait, and are tried again in $off_wait s."
}

stop_sending() {
  printf '%s\n%s\n' "$(conf_mark)" "$SAID" | keep_file "$STATE/stopped"
  log "the site refused token or signature: $SAID. $(spool_count) wait until $CONF changes: make a new token at the desk (Agents), and run its line here."
}

# random_below N: a whole number from 0, N at most 65536.
random_below() {
  echo "$(($(od -An -N2 -tu2 /dev/urandom | tr -d ' ') % $1))"
}
