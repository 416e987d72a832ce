# --- install ---

# install --site URL [--mode report|copy|move] [--indicators local|fetch] [--ca FILE] [--proxy URL] [--no-start]: token and
# signing secret come as two lines of standard input, where no list of processes shows them. Again: renews what is here;
# without --site it keeps the configuration.
command_install() {
  need_root install
  need_tools
  install_start=1
  install_site=
  install_mode=
  install_indicators=
  install_ca=
  install_proxy=
  while [ $# -gt 0 ]; do
    case $1 in
      --no-start) install_start=; shift; continue ;;
      --site | --mode | --indicators | --ca | --proxy) install_value=$(option_value "$@") || exit 64 ;;
      *) die "install has no option \"$1\". See: allclear-agent help" 64 ;;
    esac
    case $1 in
      --site) install_site=$install_value ;;
      --mode) install_mode=$install_value ;;
      --indicators) install_indicators=$install_value ;;
      --ca) install_ca=$install_value ;;
      --proxy) install_proxy=$install_value ;;
    esac
    shift 2
  done
  if [ -n "$install_site" ]; then
    read_credentials
    [ -n "$install_mode" ] || ask_mode
  elif [ -e "$CONF" ]; then
    keep_credentials
  else
    die 'install needs --site https://…: run the line that the desk shows (Agents).' 64
  fi
  forget_other_site
  write_conf
  put_program
  open_state
  conf_load
  open_run
  if pin_key; then
    printf "The site's key is %s: compare it with the one at the desk.\n" "$(key_words)"
  else
    log "no list of indicators can be taken from the site: $PIN_FAULT"
  fi
  put_schedule
  if [ -n "$install_start" ]; then first_run; else printf 'Installed, but not started: %s\n' "$(start_words)"; fi
}

# What no server is without, but a container may be.
need_tools() {
  for need_tool in openssl curl flock awk sed od find mktemp dd; do
    command -v "$need_tool" >/dev/null || die "$need_tool is missing: install it (apt-get, dnf or apk: openssl, curl, util-linux, gawk, findutils), then run this again."
  done
}

read_credentials() {
  if [ -t 0 ]; then
    trap 'stty echo; exit 130' INT
    stty -echo
    printf 'Token (from the desk, not shown): '
    IFS= read -r install_token
    printf '\nSigning secret (whsec_…, not shown): '
    IFS= read -r install_secret
    stty echo
    trap 'exit 130' INT
    printf '\n'
  else
    IFS= read -r install_token || install_token=
    IFS= read -r install_secret || :
  fi
}

keep_credentials() {
  conf_load
  install_site=$(conf_get site '')
  install_token=$(conf_get token '')
  install_secret=$(conf_get secret '')
  [ -n "$install_mode" ] || install_mode=$(conf_get mode report)
  [ -n "$install_indicators" ] || install_indicators=$(conf_get indicators local)
  [ -n "$install_ca" ] || install_ca=$(conf_get ca '')
  [ -n "$install_proxy" ] || install_proxy=$(conf_get proxy '')
}

# A throw-away root has no person.
has_terminal() {
  [ -z "$ROOT" ] && (: </dev/tty) 2>/dev/null
}

# Standard input has the token, so a person is asked at their terminal; where there is none, the careful one is taken.
ask_mode() {
  install_mode=report
  has_terminal || return 0
  {
    printf '%s\n' 'What is to be done with a suspicious file?' \
      '  report  tell the site, and touch nothing (recommended to begin with)' \
      '  copy    tell it, and keep a copy as evidence where only root gets at it' \
      '  move    tell it, and take the file out of reach, where that can lock nobody out; it can be put back bit by bit'
    printf 'report, copy or move [report]: '
  } >/dev/tty
  read -r install_answer </dev/tty
  case $install_answer in '') ;; report | copy | move) install_mode=$install_answer ;; *) die "\"$install_answer\" is no mode: report, copy or move." 64 ;; esac
}

# Checks all before it writes any, and keeps the lines that install does not set.
write_conf() {
  for conf_key in site token secret mode indicators ca proxy; do
    conf_why=$(conf_fault "$conf_key" "$(asked_for "$conf_key")")
    [ -z "$conf_why" ] || die "$conf_key $conf_why" 64
  done
  {
    for conf_key in site token secret mode indicators ca proxy; do
      conf_value=$(asked_for "$conf_key")
      [ -z "$conf_value" ] || printf '%s=%s\n' "$conf_key" "$conf_value"
    done
    [ ! -e "$CONF" ] || grep -v -E '^[[:space:]]*(site|token|secret|mode|indicators|ca|proxy)[[:space:]]*=' "$CONF"
    :
  } | keep_file "$CONF" || die "$CONF cannot be written. Is the disk full or read-only?"
}

# asked_for KEY
asked_for() {
  case $1 in
    site) printf '%s\n' "$install_site" ;;
    token) printf '%s\n' "$install_token" ;;
    secret) printf '%s\n' "$install_secret" ;;
    mode) printf '%s\n' "$install_mode" ;;
    indicators) printf '%s\n' "${install_indicators:-local}" ;;
    ca) printf '%s\n' "$install_ca" ;;
    proxy) printf '%s\n' "$install_proxy" ;;
  esac
}

# Another site has another key, other numbers, and has heard of nothing yet.
forget_other_site() {
  [ -e "$CONF" ] && ! grep -q -F -x "site=$install_site" "$CONF" || return 0
  rm -rf "$STATE/spool" "$STATE/retry" "$STATE/stopped"
  rm -f "$STATE/key.pem" "$STATE/indicators" "$STATE/indicators-tag" "$STATE/indicators-fault" "$STATE/countermeasures"
  [ ! -d "$STATE" ] || keep_line "$STATE/announce-again" 0
}

put_program() {
  mkdir -p "${PROGRAM%/*}"
  if [ "$0" = "$PROGRAM" ]; then return; fi
  grep -q "^VERSION='$VERSION'" "$0" 2>/dev/null || die "install has to be called as a file: sh ./allclear-agent install …"
  if ! keep_file "$PROGRAM" <"$0" || ! chmod 755 "$PROGRAM"; then die "$PROGRAM cannot be written. Is the disk full or read-only?"; fi
}

# The first baseline and the first sign of life, and what came of them.
first_run() {
  printf 'Looking at this server for the first time (a minute or two) ...\n'
  with_lock 130 run_once now
  first_code=$?
  start_schedule
  case $first_code in
    0) printf 'Installed, and the site has the first sign of life. See: allclear-agent status\n' ;;
    3) die "installed, but the site refused token or signature: $SAID. Make a new token at the desk (Agents), and run its line here." ;;
    75) printf 'Installed; a run is under way. See: allclear-agent status\n' ;;
    *) printf 'Installed, but the site was not reached (%s). It is tried again every five minutes. See: allclear-agent status\n' "$SAID" ;;
  esac
}
