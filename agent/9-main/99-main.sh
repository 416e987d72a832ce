# --- The command ---

# Only root sees all files; in a throw-away root whoever runs the tests does.
need_root() {
  [ -n "$ROOT" ] || [ "$(id -u)" -eq 0 ] || die "$1 needs root: sudo allclear-agent $1"
}

command_help() {
  cat <<'HELP'
allclear-agent looks for suspicious files on this server every five minutes and tells your status site what it found.
It changes no firewall, uploads no file's contents, deletes nothing, and takes no commands from anywhere.

  install --site URL [--mode report|copy|move] [--indicators local|fetch] [--ca FILE] [--proxy URL] [--no-start]
                        token and signing secret as two lines of standard input; the desk shows the whole line
  run                   look and tell now
  status                whether it runs and sends, and what it finds
  scan --dry            look, print what would be told, change and send nothing
  quarantine list | restore ID | purge ID
  countermeasure "scanning" --minutes 20 [--note TEXT]    customers read why this server is slow; ends by itself
  countermeasure ["scanning"] --end
  measure "outgoing to 192.0.2.1 blocked" [--what firewall|account|service|file|network|other] [--why TEXT] [--until 2h]
  measure --end ID      writes down what was done against an attacker; it does nothing itself
  renew                 install the site's newer script, if the key that was kept has signed it
  uninstall [--purge]   quarantine and what was found stay, unless --purge asks
  version | help

Configuration: /etc/allclear-agent.conf   State and quarantine: /var/lib/allclear-agent
Codes: 0 done; 1 something is wrong, as said; 64 called wrongly; 75 not now, try again.
HELP
}

main() {
  main_command=${1:-help}
  [ $# -eq 0 ] || shift
  case $main_command in
    install) command_install "$@" ;;
    run) command_run "$@" ;;
    status) command_status "$@" ;;
    scan) command_scan "$@" ;;
    quarantine) command_quarantine "$@" ;;
    countermeasure) command_countermeasure "$@" ;;
    measure) command_measure "$@" ;;
    renew) command_renew "$@" ;;
    uninstall) command_uninstall "$@" ;;
    version | --version) printf '%s\n' "$VERSION" ;;
    help | --help | -h) command_help ;;
    *) die "there is no command \"$main_command\". See: allclear-agent help" 64 ;;
  esac
}

main "$@"
