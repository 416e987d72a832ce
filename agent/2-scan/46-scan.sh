# --- The scan ---

# Empty while nothing may be written but in $RUN.
MAY_WRITE=
# What is done with a file that is found: report, copy or move.
MODE=report

# scan_all: leaves in $RUN findings, checks (see run_once), and what a first scan made the baseline of.
scan_all() {
  MAY_WRITE=yes
  MODE=$(conf_get mode report)
  mkdir -p "$STATE/baseline" "$STATE/cache" "$STATE/quarantine"
  quarantine_mend
  scan_root
  baseline_told
}

# In an order that tells of each file by its strongest sign.
scan_root() {
  for scan_tool in awk cmp comm cut dd df find grep md5sum openssl readlink sed sha1sum sha256sum sort stat tr xargs; do
    command -v "$scan_tool" >/dev/null || scan_fault "$scan_tool is missing, so nothing can be said about this server's files: install it (coreutils, findutils, diffutils)."
  done
  for scan_file in found checks findings changed digests walk.errors digest.errors; do
    : >"$RUN/$scan_file"
  done
  walk_begin
  packages_read
  walk
  unowned_list
  indicators_read
  indicator_files
  known_names "$PACKAGES_FAULT"
  scan_packages
  kit_sockets
  shared_memory
  ssh_config
  second_root
  root_keys
  keyutils
  preloaded
  setuid_programs
  scan_soft
  findings_write
  # A disk that filled up on the way makes all that was written since look clean.
  head -c 65536 /dev/zero >"$RUN/probe" 2>/dev/null || scan_fault "$RUN cannot be written. Is the disk full? (df -h $RUN)"
}

# What is only true while the package manager's data is: before anything is said, it is asked again whether it was at work.
scan_packages() {
  if [ -z "$PACKAGES_FAULT" ]; then
    digests_check
    unowned_compare
    if { [ -s "$RUN/changed" ] || [ -s "$RUN/news.paths" ]; } && { packages_busy || ! packages_stamp | cmp -s - "$RUN/stamp"; }; then
      PACKAGES_FAULT='packages changed during the scan'
    fi
  fi
  [ -n "$PACKAGES_FAULT" ] || indicator_contents
  check_done indicator "${PACKAGES_FAULT:-$INDICATORS_FAULT}"
}

scan_soft() {
  if [ -n "$PACKAGES_FAULT" ]; then
    check_done changed-file "$PACKAGES_FAULT"
    check_done unowned-file "$PACKAGES_FAULT"
  else
    changed_files
    unowned_tell
  fi
  deleted_libraries
}

# scan [--dry]: for a person to read. Sends nothing and changes nothing, not even the baseline.
command_scan() {
  [ $# -eq 0 ] || [ "$*" = --dry ] || die "scan knows --dry alone, which it always is: it sends nothing and changes nothing." 64
  need_root scan
  [ ! -e "$CONF" ] || conf_load
  MODE=$(conf_get mode report)
  open_run
  scan_root
  scan_told
}

scan_told() {
  told_count=$(wc -l <"$RUN/findings")
  printf 'Looked at %d files. Findings: %d. Nothing was sent or changed.\n' "$(($(wc -l <"$RUN/have") + $(wc -l <"$RUN/own")))" "$told_count"
  while IFS= read -r told_line; do
    printf '%s\n' "$told_line" | awk -F '\t' '{ printf "\n%s  %s\n", ($2 == "critical" ? "CRITICAL" : "warning"), $5
      if ($4 != "") print "  file     " $4
      if ($6 != "") print "  owner    " $6
      if ($7 != "") print "  sha256   " $7
      if ($8 != "") print "  package  " $8
      if ($11 != "") print "  from the list of indicators: " $11
      if ($10 != "") print "  action   " $10 }'
  done <"$RUN/findings"
  if grep -q '	unknown	' "$RUN/checks"; then
    printf '\nNot known, which is not the same as clean:\n'
    awk -F '\t' '$2 == "unknown" { print "  " $1 ": " $3 }' "$RUN/checks"
  fi
  [ -e "$STATE/baseline/taken-at" ] || printf '\nThere is no baseline yet: the first run takes it.\n'
  baseline_told
  [ "$told_count" -gt 0 ] || printf '\nNo findings is no proof: a server that somebody else rules can lie.\n'
}
