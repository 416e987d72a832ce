# --- Spool: what waits to be sent, in its order ---

SPOOL_MOST_FILES=500
SPOOL_MOST_BYTES=10000000

# kind_path KIND: where the site takes it.
kind_path() {
  case $1 in
    alerts) echo /api/alerts/generic ;;
    heartbeat) echo /api/heartbeat ;;
    measure) echo /api/agent/measure ;;
  esac
}

# spool_put KIND [ID] < BODY: keeps it until the site has it. Its name is <number>.<kind>.<webhook-id>. Without a lock: two
# at once may share a number, never a name. Fails where nothing can be written.
spool_put() {
  [ -d "$STATE/spool" ] || mkdir -p "$STATE/spool"
  spool_id=${2:-$(new_id)}
  if ! keep_synced "$STATE/spool/.new.$spool_id"; then
    rm -f "$STATE/spool/.new.$spool_id"
    log "nothing can be kept in $STATE/spool. Is the disk full or read-only? (df -h $STATE)"
    return 1
  fi
  spool_number=$(number_in "$STATE/spool-number" 0)
  for spool_file in "$STATE"/spool/[0-9]*; do :; done
  spool_last=${spool_file##*/}
  spool_last=${spool_last%%.*}
  # With a 1 in front the twelve digits are no octal number.
  case $spool_last in *[!0-9]* | '') ;; *) [ "$((1$spool_last - 1000000000000))" -le "$spool_number" ] || spool_number=$((1$spool_last - 1000000000000)) ;; esac
  spool_number=$((spool_number + 1))
  test_hook before-rename
  mv "$STATE/spool/.new.$spool_id" "$STATE/spool/$(printf '%012d' "$spool_number").$1.$spool_id" || return 1
  keep_line "$STATE/spool-number" "$spool_number"
  spool_trim
}

# send_unkept KIND FILE: at once, where nothing can be kept: whoever fills a disk is not to silence us.
send_unkept() {
  site_post "$(kind_path "$1")" "$2" '' 30 && return
  log "the site did not take it either: $SAID"
  return 1
}

# keep_synced FILE < CONTENTS: on the disk when it returns, so that no power cut leaves an empty one.
keep_synced() {
  dd of="$1" bs=65536 conv=fsync 2>/dev/null
}

spool_count() {
  set -- "$STATE"/spool/[0-9]*
  [ -e "$1" ] || shift
  echo $#
}

spool_bytes() {
  # shellcheck disable=SC2012 # names that we have made ourselves
  ls -ln "$STATE/spool" | awk '{ sum += $5 } END { printf "%.0f\n", sum }'
}

# Above what may wait, heartbeats go first, the oldest of them; then the oldest of the others. What is lost of findings is
# told again, as far as it is still there (announce_again).
spool_trim() {
  while [ "$(spool_count)" -gt "$SPOOL_MOST_FILES" ] || [ "$(spool_bytes)" -gt "$SPOOL_MOST_BYTES" ]; do
    trim_file=$(oldest heartbeat)
    [ -n "$trim_file" ] || trim_file=$(oldest alerts)
    [ -n "$trim_file" ] || trim_file=$(oldest '*')
    case $trim_file in
      '') return 0 ;;
      *.alerts.*) announce_again ;;
    esac
    rm -f "$trim_file"
    keep_line "$STATE/dropped" "$(($(number_in "$STATE/dropped" 0) + 1))"
  done
}

# oldest KIND: the first file of it that waits; nothing where none does.
oldest() {
  # shellcheck disable=SC2086 # the kind may be a star
  set -- "$STATE"/spool/[0-9]*.$1.*
  [ ! -e "$1" ] || printf '%s\n' "$1"
}

# An hour from now all findings are told as if they were new. Not sooner: what was refused once may be refused again.
announce_again() {
  [ -e "$STATE/announce-again" ] || keep_line "$STATE/announce-again" "$(($(own_clock) + 3600))"
}

# flush_spool [now]: sends what waits, the oldest first, for a minute. now: whatever was answered before. The caller has the lock.
# 0: nothing waits; 2: some waits for later; 3: all waits for another configuration.
flush_spool() {
  sweep_dead
  # What was dropped is said for a day.
  [ "$(spool_count)" -ge "$SPOOL_MOST_FILES" ] || find "$STATE/dropped" -mtime +0 -exec rm -f {} + 2>/dev/null
  [ "$(spool_count)" -gt 0 ] || return 0
  may_send "${1:-}" || return
  flush_until=$(($(uptime_cs) / 100 + 60))
  for flush_file in "$STATE"/spool/[0-9]*; do
    [ -s "$flush_file" ] || { rm -f "$flush_file"; continue; }
    flush_left=$((flush_until - $(uptime_cs) / 100))
    [ "$flush_left" -gt 3 ] || return 2
    flush_name=${flush_file##*/}
    flush_kind=${flush_name#*.}
    flush_kind=${flush_kind%%.*}
    site_post "$(kind_path "$flush_kind")" "$flush_file" "${flush_name##*.}" "$flush_left"
    case $? in
      0) sent "$flush_file" ;;
      1) bury "$flush_file" ;;
      3) stop_sending; return 3 ;;
      *) put_off; return 2 ;;
    esac
  done
}

# sent FILE: the site has it. Of alerts, single ones may have been refused in an answer that is 200 all the same.
sent() {
  test_hook before-forget
  case $1 in *.alerts.*)
    if grep -q '"rejected"' "$RUN/answer" 2>/dev/null; then
      SAID="$SAID $(answer_sentence)"
      log "the site refused single alerts, which are in $STATE/dead: $SAID"
      mkdir -p "$STATE/dead" && cp "$1" "$STATE/dead/" && printf '%s\n' "$SAID" >"$STATE/dead/${1##*/}.why"
    fi
    ;;
  esac
  rm -f "$1" "$STATE/retry" "$STATE/stopped"
  keep_line "$STATE/last-sent" "$(now)"
}

# bury FILE: refused for good, and in nobody's way: kept for 7 days for whoever looks into it.
bury() {
  mkdir -p "$STATE/dead"
  printf '%s\n' "$SAID" >"$STATE/dead/${1##*/}.why"
  mv -f "$1" "$STATE/dead/"
  log "the site refused ${1##*/}, which is kept in $STATE/dead for 7 days: $SAID"
  case $1 in *.alerts.*) announce_again ;; esac
}

# Seven days, and at most 1000 files: a site that refuses every heartbeat fills no disk.
sweep_dead() {
  [ -d "$STATE/dead" ] || return 0
  find "$STATE/dead" -type f -mtime +6 -exec rm -f {} +
  set -- "$STATE"/dead/*
  while [ $# -gt 1000 ]; do
    rm -f "$1"
    shift
  done
}
