# --- run: what the timer calls ---

SCAN_MS=0
SCAN_FAULT=
# What waited already when this run began.
SPOOLED=0

# run_once [now]: scan_all (20–59) leaves in $RUN
#   findings  one a line, fields by TAB, each already through json_text: fingerprint, severity, check, path, summary, owner,
#             sha256, package, firstSeen, action, and if it is from the list the indicator's id
#   checks    one a line: name TAB ok|unknown TAB reason; the name is what findings of it have as check
# $STATE/findings is what was found when the site was last told, in the same form.
run_once() {
  sweep_runs
  SPOOLED=$(spool_count)
  [ "$(conf_get indicators local)" != fetch ] || fetch_indicators
  run_scan
  run_flush=${1:-}
  if [ -z "$SCAN_FAULT" ]; then
    settle_findings
    if put_alerts && [ -z "$run_flush" ]; then run_flush=finding; fi
  else
    log "the scan failed: $SCAN_FAULT. What was found before counts as still there."
    touch "$STATE/findings" "$RUN/checks"
    awk -F '\t' 'NF >= 10' "$STATE/findings" >"$RUN/current"
  fi
  put_heartbeat
  keep_line "$STATE/last-run" "$(own_clock)"
  flush_spool "$run_flush"
}

# Behind everything else, and in a shell of its own, so that what ends the scan does not end the sign of life.
run_scan() {
  renice -n 10 -p $$ >/dev/null 2>&1
  ionice -c 3 -p $$ >/dev/null 2>&1
  scan_began=$(uptime_cs)
  (scan_all)
  scan_code=$?
  SCAN_MS=$((($(uptime_cs) - scan_began) * 10))
  [ "$scan_code" -eq 0 ] && return
  SCAN_FAULT=$(head -n 1 "$RUN/scan-fault" 2>/dev/null)
  SCAN_FAULT=${SCAN_FAULT:-"it ended with $scan_code"}
}

# run [--scheduled | --cron]: by hand, the site is asked whatever it answered before.
command_run() {
  run_flush_first=now
  case ${1:-} in
    '') ;;
    --scheduled) run_flush_first= ;;
    --cron)
      run_flush_first=
      # cron calls all servers in the same second.
      pause "$(random_below 120)"
      ;;
    *) die "run takes --scheduled or --cron, not \"$1\"." 64 ;;
  esac
  need_root run
  conf_load
  open_state
  open_run
  with_lock 0 run_once "$run_flush_first"
  run_code=$?
  [ "$run_code" -ne 75 ] || log 'another run is still under way: this one does nothing.'
  # A site that is away is no fault of this machine: systemd need not call the unit failed every five minutes.
  case $run_code in 2 | 75) return 0 ;; *) return "$run_code" ;; esac
}
