# --- run: what the timer calls ---

# run_once: scan_all (20–59) leaves in $RUN
#   findings  one a line, fields by TAB, each already through json_text: fingerprint, severity, check, path, summary, owner,
#             sha256, package, firstSeen, action, and if it is from the list the indicator's id
#   checks    one a line: name TAB ok|unknown TAB reason; the name is what findings of it have as check
# $STATE/findings is what was found when the site was last told, in the same form.
run_once() {
  sweep_runs
  scan_all
}
