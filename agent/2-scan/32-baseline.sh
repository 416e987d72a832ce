# --- The baseline: what was there when this agent came, and is no news ---

# Kinds: unowned, links, setuid, keys, deleted. Each is a sorted file of lines in $STATE/baseline, made when it is first looked for.

# news KIND < LINES, sorted: those that the baseline does not have. At first all of them become it, and are kept for saying so.
news() {
  cat >"$RUN/news.$1"
  if [ -e "$STATE/baseline/$1" ]; then
    comm -23 "$RUN/news.$1" "$STATE/baseline/$1"
    return
  fi
  cp "$RUN/news.$1" "$RUN/first.$1"
  baseline_keep "$1" <"$RUN/news.$1"
}

# baseline_keep KIND < LINES
baseline_keep() {
  if [ -z "$MAY_WRITE" ]; then
    cat >/dev/null
    return
  fi
  [ -e "$STATE/baseline/taken-at" ] || own_clock | keep_file "$STATE/baseline/taken-at"
  keep_file "$STATE/baseline/$1"
}

# baseline_add KIND < LINES: they are no news from now on.
baseline_add() {
  if [ -z "$MAY_WRITE" ] || [ ! -e "$STATE/baseline/$1" ]; then
    cat >/dev/null
    return
  fi
  sort_lines -u - "$STATE/baseline/$1" >"$RUN/baseline.more"
  keep_file "$STATE/baseline/$1" <"$RUN/baseline.more"
}

# What a first scan would have reported, had it not just become the baseline: for whoever installs it, on the terminal.
baseline_told() {
  for told_kind in unowned setuid keys deleted; do
    [ -s "$RUN/first.$told_kind" ] || continue
    told_count=$(wc -l <"$RUN/first.$told_kind")
    case $told_kind in
      unowned) printf 'In the baseline: %d files that no package owns, so they are not reported. Look through them once:\n' "$told_count" ;;
      setuid) printf 'In the baseline: %d programs that run as their owner (setuid, setgid):\n' "$told_count" ;;
      keys) printf 'In the baseline: %d keys that open an account with all rights:\n' "$told_count" ;;
      deleted) printf 'In the baseline: %d libraries in use that are gone from the disk, and that no package had:\n' "$told_count" ;;
    esac
    case $told_kind in
      keys) cut -c 1-120 "$RUN/first.keys" | sed 's/^/  /; s/	/ /g' ;;
      *) cut -f 1 "$RUN/first.$told_kind" | grouped_paths | sed 's#^#  /#; s#	\(.*\)#/  (\1 files)#' ;;
    esac | tr '\001-\011\013-\037\177' '[?*]'
  done
}
