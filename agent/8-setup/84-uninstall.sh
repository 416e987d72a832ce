# --- uninstall ---

# uninstall [--purge [--yes]]: takes away all but what was found and what is in quarantine; with --purge that too, after asking.
command_uninstall() {
  need_root uninstall
  uninstall_purge=
  uninstall_yes=
  for uninstall_option in "$@"; do
    case $uninstall_option in
      --purge) uninstall_purge=1 ;;
      --yes) uninstall_yes=1 ;;
      *) die "uninstall has no option \"$uninstall_option\". It is: allclear-agent uninstall [--purge]." 64 ;;
    esac
  done
  [ -z "$uninstall_purge" ] || [ -n "$uninstall_yes" ] || ask_purge
  remove_units
  remove_cron
  rm -f "$CONF" "$CONF.new" "$PROGRAM" "$PROGRAM.new"
  if [ -n "$uninstall_purge" ]; then
    rm -rf "$STATE"
    printf 'Removed, with all that was found and kept.\n'
  else
    printf 'Removed. What was found and is in quarantine stays in %s.\n' "$STATE"
  fi
  printf 'The site goes on to expect signs of life: disable this agent at the desk, too.\n'
}

# What was moved into quarantine is nowhere else.
ask_purge() {
  has_terminal ||
    die "--purge removes $(quarantine_count) files in quarantine, which may be the only ones, and all evidence, for good. To do that without a terminal, add --yes." 64
  printf '%s files in quarantine, which may be the only ones, and all evidence are removed for good. Type purge to go on: ' "$(quarantine_count)" >/dev/tty
  read -r purge_answer </dev/tty
  [ "$purge_answer" = purge ] || die 'nothing was removed.'
}
