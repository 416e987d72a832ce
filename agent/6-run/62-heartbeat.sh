# --- Heartbeat: how this server is, and all that is found on it ---

# put_heartbeat: spools one.
put_heartbeat() {
  unknowns >"$RUN/unknown"
  keep_file "$STATE/unknown" <"$RUN/unknown"
  heartbeat >"$RUN/heartbeat"
  spool_put heartbeat <"$RUN/heartbeat" || send_unkept heartbeat "$RUN/heartbeat"
}

heartbeat() {
  read -r beat_boot <"$ROOT/proc/sys/kernel/random/boot_id" || beat_boot=unknown
  is_made_of "$beat_boot" 'A-Za-z0-9-' 1 128 || beat_boot=unknown
  read -r beat_uptime beat_rest <"$ROOT/proc/uptime" || beat_uptime=0
  read -r beat_load1 beat_load5 beat_load15 beat_rest <"$ROOT/proc/loadavg" || { beat_load1=0 beat_load5=0 beat_load15=0; }
  : "$beat_rest"
  beat_cores=$(grep -c '^processor' "$ROOT/proc/cpuinfo")
  [ "$beat_cores" -gt 0 ] || beat_cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
  printf '{"version":1,"sentAt":%s,"bootId":"%s","uptimeSec":%s,"cores":%s,"load":[%s,%s,%s],' "$(now)" \
    "$beat_boot" "$beat_uptime" "$beat_cores" "$beat_load1" "$beat_load5" "$beat_load15"
  printf '"checks":{"run":%s},' "$(awk -F '\t' '!($1 in seen) { seen[$1]; n++ } END { print n + 0 }' "$RUN/checks")"
  response_ms
  printf '"openFingerprints":['
  awk -F '\t' '{ printf "%s\"%s\"", (NR > 1 ? "," : ""), $1 }' "$RUN/current"
  printf '],"agent":{"version":"%s","mode":"%s","scheduler":%s,"scanMs":%s,"baselineAt":%s,' "$VERSION" "$(conf_get mode report)" \
    "$(json_quoted "$(scheduler)")" "$SCAN_MS" "$(baseline_at)"
  printf '"unknown":['
  head -n 20 "$RUN/unknown" | {
    beat_comma=
    while IFS= read -r beat_line; do
      printf '%s"%s"' "$beat_comma" "$(printf '%s' "$beat_line" | cut -c 1-200 | tr -d '\n' | json_text)"
      beat_comma=,
    done
  }
  printf '],"quarantined":%s,"spooled":%s,"dropped":%s,"indicators":%s}}' "$(quarantine_count)" "$SPOOLED" \
    "$(number_in "$STATE/dropped" 0)" "$(indicators_version)"
}

# What could not be looked at, one a line: never silence, which would pass for "clean".
unknowns() {
  [ -z "$SCAN_FAULT" ] || printf 'scan: %s\n' "$SCAN_FAULT"
  [ ! -e "$RUN/cut-off" ] || printf 'findings: %s more than the %s that are told\n' "$(cat "$RUN/cut-off")" "$MOST_FINDINGS"
  unknown_clock=$(clock_offset)
  [ "$unknown_clock" -eq 0 ] || printf 'clock: %s\n' "$(clock_words "$unknown_clock")"
  [ ! -s "$STATE/indicators-fault" ] || printf 'indicators: %s\n' "$(head -n 1 "$STATE/indicators-fault")"
  awk -F '\t' '$2 != "ok" { print $1 ": " $3 }' "$RUN/checks"
}

# How long this server took to answer its own agent, where probe says which page to ask for.
response_ms() {
  response_url=$(conf_get probe '')
  [ -n "$response_url" ] || return 0
  response_seconds=$(printf 'url = "%s"\n' "$response_url" |
    curl -q -sS -K - --proto '=http,https' --max-time 10 -o /dev/null -w '%{http_code} %{time_total}' 2>/dev/null)
  case $response_seconds in [1-5]*' '[0-9]*) printf '"responseMs":%s,' "$(printf '%s' "${response_seconds#* }" | awk '{ printf "%.0f", $1 * 1000 }')" ;; esac
}

# Which of the two calls us; nothing while none does.
scheduler() {
  if [ -e "$TIMER" ]; then echo systemd; elif cron_is_set; then echo cron; fi
}

baseline_at() {
  number_in "$STATE/baseline/taken-at" null
}

quarantine_count() {
  set -- "$STATE"/quarantine/*/
  [ -d "$1" ] || shift
  echo $#
}
