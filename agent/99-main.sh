# --- The command ---

# Only root sees all files; in a throw-away root whoever runs the tests does.
need_root() {
  [ -n "$ROOT" ] || [ "$(id -u)" -eq 0 ] || die "$1 needs root: sudo allclear-agent $1"
}

command_run() {
  need_root run
  conf_load
  open_run
  with_lock 0 run_once
  [ $? -ne 75 ] || log 'another run is still under way: this one does nothing.'
}

main() {
  main_command=${1:-help}
  [ $# -eq 0 ] || shift
  case $main_command in
    run) command_run "$@" ;;
    scan) command_scan "$@" ;;
    quarantine) command_quarantine "$@" ;;
    version | --version) printf '%s\n' "$VERSION" ;;
    *) die "there is no command \"$main_command\". See: allclear-agent help" 64 ;;
  esac
}

main "$@"
