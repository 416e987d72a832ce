# --- status ---

# status: 0: all is well; 1: something is to be done, as said.
command_status() {
  need_root status
  conf_load
  STATUS_CODE=0
  printf 'allclear-agent %s, mode %s, for %s\n' "$VERSION" "$(conf_get mode '')" "$(site_address)"
  status_running
  status_sending
  status_clock=$(clock_offset)
  [ "$status_clock" -eq 0 ] || status_line clock "wrong: $(clock_words "$status_clock") by the site's; set it (timedatectl, chronyc)" bad
  status_baseline=$(baseline_at)
  if [ "$status_baseline" = null ]; then
    status_line baseline 'not taken yet: allclear-agent run' bad
  else
    status_line baseline "taken $(ago "$status_baseline")"
  fi
  status_line indicators "$(indicators_words)"
  status_line quarantine "$(quarantine_count) kept: allclear-agent quarantine list"
  status_findings
  return "$STATUS_CODE"
}

# status_line NAME TEXT [bad]
status_line() {
  printf '%-12s%s\n' "$1" "$2"
  [ -z "${3:-}" ] || STATUS_CODE=1
}

status_running() {
  case $(scheduler) in
    systemd) status_line 'called by' 'systemd (allclear-agent.timer), every 5 minutes' ;;
    cron) status_line 'called by' 'cron, every 5 minutes' ;;
    *) status_line 'called by' 'nobody: allclear-agent install' bad ;;
  esac
  status_last=$(number_in "$STATE/last-run" 0)
  if [ "$status_last" -eq 0 ]; then
    status_line 'last run' never bad
  elif [ "$(($(own_clock) - status_last))" -gt 1200 ]; then
    status_line 'last run' "$(ago "$status_last"): it should run every 5 minutes (systemctl status allclear-agent.timer, or is cron running?)" bad
  else
    status_line 'last run' "$(ago "$status_last")"
  fi
}

status_sending() {
  status_sent=$(number_in "$STATE/last-sent" 0)
  if [ "$status_sent" -eq 0 ]; then status_line 'last sent' never bad; else status_line 'last sent' "$(ago "$((status_sent - $(clock_offset)))")"; fi
  status_waiting=$(spool_count)
  status_line waiting "$status_waiting, dropped lately because too much waited: $(number_in "$STATE/dropped" 0)"
  if [ -e "$STATE/stopped" ] && [ "$(head -n 1 "$STATE/stopped")" = "$(conf_mark)" ]; then
    status_line stopped "the site refused token or signature: $(sed -n 2p "$STATE/stopped"). Make a new token at the desk (Agents)." bad
  elif [ -e "$STATE/retry" ]; then
    read_retry
    status_wait=$((retry_at - $(own_clock)))
    [ "$status_wait" -gt 0 ] || status_wait=0
    status_line 'site away' "$retry_count runs failed to send, the next try is in $status_wait s" bad
  fi
  set -- "$STATE"/dead/*.why
  [ ! -e "$1" ] || status_line refused "$# in $STATE/dead, the last: $(for status_file in "$@"; do :; done; head -n 1 "$status_file")" bad
}

status_findings() {
  [ ! -s "$STATE/unknown" ] || while IFS= read -r status_unknown; do status_line unknown "$status_unknown"; done <"$STATE/unknown"
  [ -r "$STATE/findings" ] || return 0
  status_line findings "$(grep -c . "$STATE/findings"). None found is not the same as clean: a broken-into server can lie."
  awk -F '\t' '{ printf "  %-9s %s\n", $2, $5 }' "$STATE/findings"
  [ ! -s "$STATE/findings" ] || STATUS_CODE=1
}

# ago SECONDS SINCE 1970, by our own clock
ago() {
  ago_seconds=$(($(own_clock) - $1))
  if [ "$ago_seconds" -lt 0 ]; then
    echo 'in the future: this clock was set back'
  elif [ "$ago_seconds" -lt 120 ]; then
    echo "$ago_seconds s ago"
  elif [ "$ago_seconds" -lt 7200 ]; then
    echo "$((ago_seconds / 60)) min ago"
  elif [ "$ago_seconds" -lt 172800 ]; then
    echo "$((ago_seconds / 3600)) h ago"
  else
    echo "$((ago_seconds / 86400)) days ago"
  fi
}
