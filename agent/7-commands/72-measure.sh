# --- measure: the containment log, what was done against an attacker ---

# measure TEXT [--what KIND] [--why TEXT] [--until WHEN] · measure --end ID. Kept and sent later where the site is away: it
# carries its own times. The agent does not do what it says; it writes it down.
command_measure() {
  case ${1:-} in '' | -*) measure_text= ;; *) measure_text=$1; shift ;; esac
  measure_what=other
  measure_why=
  measure_until=
  measure_end=
  while [ $# -gt 0 ]; do
    measure_value=$(option_value "$@") || exit 64
    case $1 in
      --what) measure_what=$measure_value ;;
      --why) measure_why=$measure_value ;;
      --until) measure_until=$measure_value ;;
      --end) measure_end=$measure_value ;;
      *) die "measure has no option \"$1\". It is: allclear-agent measure \"outgoing to 192.0.2.1 blocked\" [--what firewall] [--why TEXT] [--until 2h], or --end ID." 64 ;;
    esac
    shift 2
  done
  need_root measure
  conf_load
  open_state
  open_run
  if [ -n "$measure_end" ]; then
    is_made_of "$measure_end" 'A-Za-z0-9_.-' 1 64 || die "\"$measure_end\" is no id of a measure, as it was printed when it was recorded." 64
    printf '{"version":1,"id":"%s","end":true}' "$measure_end" >"$RUN/body"
    post_measure "$measure_end"
  else
    begin_measure
  fi
}

begin_measure() {
  [ -n "$measure_text" ] || die 'what was done? Such as: allclear-agent measure "outgoing to 192.0.2.1 blocked" --what firewall' 64
  is_line "$measure_text" 300 || die 'what was done has to be one line of at most 300 characters.' 64
  is_line "$measure_why" 500 || die '--why has to be one line of at most 500 characters.' 64
  case $measure_what in firewall | account | service | file | network | other) ;; *) die '--what has to be firewall, account, service, file, network or other.' 64 ;; esac
  measure_ends=null
  if [ -n "$measure_until" ]; then measure_ends=$(moment "$measure_until") || exit 64; fi
  measure_id=$(new_id | tr -d - | cut -c 1-12)
  measure_by=$(printf '%s' "${SUDO_USER:-$(id -un)}" | cut -c 1-80)
  printf '{"version":1,"id":"%s","what":"%s","text":%s,"why":%s,"by":%s,"since":%s,"until":%s}' "$measure_id" "$measure_what" \
    "$(json_quoted "$measure_text")" "$(json_quoted "$measure_why")" "$(json_quoted "$measure_by")" "$(now)" "$measure_ends" >"$RUN/body"
  post_measure "$measure_id"
  printf 'When it is undone: allclear-agent measure --end %s\n' "$measure_id"
}

# moment TEXT: seconds since 1970 of 90m, 2h, 3d, or of a time as date reads it.
moment() {
  case $1 in
    *[!0-9][mhd] | [mhd]) ;;
    ???????*[mhd]) ;;
    *m) moment_seconds=$((${1%m} * 60)) ;;
    *h) moment_seconds=$((${1%h} * 3600)) ;;
    *d) moment_seconds=$((${1%d} * 86400)) ;;
  esac
  if [ -n "${moment_seconds:-}" ]; then
    printf '%s\n' "$(($(now) + moment_seconds))"
  else
    date -d "$1" +%s 2>/dev/null || die "--until $1 is no time: say 90m, 2h, 3d, or a time such as \"2026-03-10 14:30\"." 64
  fi
}

# post_measure ID. What waits of others goes first, so that nothing ends before it has begun.
post_measure() {
  post_webhook=$(new_id)
  if [ -z "$(oldest measure)" ]; then
    site_post /api/agent/measure "$RUN/body" "$post_webhook" 20
    case $? in
      0) printf '%s: %s\n' "$1" "$(answer_field result)"; return ;;
      1) die "the site refused it, and nothing was recorded: $SAID" ;;
    esac
  fi
  spool_put measure "$post_webhook" <"$RUN/body" || exit 1
  printf '%s: kept here, and sent by a next run\n' "$1"
}
