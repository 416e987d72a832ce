# --- Scan ---

scan_all() {
  : >"$RUN/findings"
  : >"$RUN/checks"
}

command_scan() {
  die 'scan is not there yet.'
}

command_quarantine() {
  die 'quarantine is not there yet.'
}
