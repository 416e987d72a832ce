# --- One at a time, and this call's own folder ---

# Makes the folder of all that is kept, which is nobody else's business.
open_state() {
  if ! mkdir -p "$STATE" || ! chmod 700 "$STATE"; then die "$STATE cannot be made. Is the disk full or read-only?"; fi
}

# Makes $RUN. Where the agent is installed it lies beside its state, and in memory where that disk is full.
open_run() {
  for run_parent in "$STATE/tmp" "$ROOT/run/allclear-agent" "$ROOT/tmp"; do
    # What only looks leaves no trace.
    case $run_parent in "$STATE"/*) [ -d "$STATE" ] || continue ;; esac
    RUN=$(mkdir -p "$run_parent" 2>/dev/null && mktemp -d "$run_parent/allclear-agent.XXXXXX" 2>/dev/null) && return
  done
  RUN=
  die "No folder can be made in $STATE, /run or /tmp. Is the disk full or read-only? (df -h)"
}

# What calls left that were killed. Only while the lock is held, and only what is a day old: other commands may be running.
sweep_runs() {
  find "$STATE/spool" -name '.new.*' -mtime +0 -exec rm -f {} + 2>/dev/null
  find "$STATE/tmp" -mindepth 1 -maxdepth 1 -name 'allclear-agent.*' -mtime +0 -exec rm -rf {} + 2>/dev/null
}

# with_lock SECONDS COMMAND…: runs it while no other call of the agent does such a thing; the kernel ends the lock with its
# last holder, whatever kills it. Returns 75 when another one holds it for that long.
with_lock() {
  lock_seconds=$1
  shift
  command -v flock >/dev/null || die 'flock is missing: install util-linux (or busybox with flock).'
  (: >>"$STATE/lock") 2>/dev/null || die "$STATE/lock cannot be written. Is the disk full or read-only? (df -h $STATE)"
  exec 9>>"$STATE/lock"
  lock_until=$(($(uptime_cs) / 100 + lock_seconds))
  until flock -n 9; do
    if [ "$(($(uptime_cs) / 100))" -ge "$lock_until" ]; then
      exec 9>&-
      return 75
    fi
    sleep 1
  done
  "$@"
  lock_code=$?
  exec 9>&-
  return "$lock_code"
}

# keep_file FILE < CONTENTS: writes and renames, so that whoever reads it sees all of it or what was there before.
keep_file() {
  cat >"$1.new" && mv -f "$1.new" "$1"
}

# keep_line FILE TEXT: the same for a line.
keep_line() {
  printf '%s\n' "$2" >"$1.new" && mv -f "$1.new" "$1"
}
