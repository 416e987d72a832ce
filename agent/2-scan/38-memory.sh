# --- What is running: libraries that are gone, sockets and shared memory of known kits ---

# Abstract sockets of Ebury, as published by ESET and in use by cPanel's checks.
KIT_SOCKETS='@/proc/udevd
@/run/systemd/log'

# kit_sockets: one that is open is proof.
kit_sockets() {
  if [ ! -r proc/net/unix ]; then
    check_done socket '/proc/net/unix cannot be read'
    return
  fi
  { printf '%s\n' "$KIT_SOCKETS" | sed 's/$/	/'; indicators_as socket | sed 's/^@*/@/'; } >"$RUN/sockets"
  # The name ends the line; zero bytes in it, and after it, are shown as @.
  awk -F '\t' 'FILENAME == ARGV[1] { id[$1] = $2; next }
    (at = index($0, " @")) > 0 { name = substr($0, at + 1); sub("@+$", "", name); if (name in id && !told[name]++) print name "\t" id[name] }' "$RUN/sockets" proc/net/unix >"$RUN/sockets.open"
  while IFS='	' read -r socket_name socket_id; do
    found socket critical "=$socket_name" "A socket that malware for SSH is known by is open: $(printf '%.80s' "$socket_name")" '' "$socket_id"
  done <"$RUN/sockets.open"
  check_done socket
}

# shared_memory: segments of 3 MB and more that sshd made or used last. sshd itself makes none.
shared_memory() {
  if [ ! -r proc/sysvipc/shm ]; then
    check_done shared-memory '/proc/sysvipc/shm cannot be read'
    return
  fi
  awk '$4 + 0 >= 3145728 && $2 ~ /^[0-9]+$/ { print $2, $4, $5, $6 }' proc/sysvipc/shm | head -n 200 >"$RUN/segments"
  while read -r segment_id segment_size segment_maker segment_user; do
    for segment_pid in "$segment_maker" "$segment_user"; do
      read -r segment_name 2>/dev/null <"proc/$segment_pid/comm" || continue
      case $segment_name in sshd | sshd-*)
        found shared-memory warning "=segment $segment_id" "sshd keeps shared memory of $segment_size bytes, as malware for SSH does (segment $segment_id, process $segment_pid)"
        ;;
      esac
    done
  done <"$RUN/segments"
  check_done shared-memory
}

# deleted_libraries: code that runs of a file that is gone. An upgrade explains it where a package has the path, or had it.
deleted_libraries() {
  deleted_fault=$PACKAGES_FAULT
  [ -r proc/self/maps ] || [ -r proc/1/maps ] || deleted_fault='/proc cannot be read'
  if [ -n "$deleted_fault" ]; then
    check_done deleted-library "$deleted_fault"
    return
  fi
  printf '%s\0' proc/[0-9]*/maps | xargs -0 -r grep -H -e ' (deleted)$' -- 2>/dev/null |
    sed -n 's#^proc/\([0-9]*\)/maps:[0-9a-f-]* ..x. [0-9a-f]* [0-9a-f:]* [0-9]* */\(.*\) (deleted)$#\2	\1#p' |
    sed 's/;[0-9a-f]\{8\}	/	/; s/\.dpkg-[a-z]*	/	/' | sed -f "$RUN/canon.sed" | grep -E "$WALK_PATTERN" | sort_lines -u >"$RUN/deleted.all"
  : >"$RUN/deleted.here"
  if [ -s "$RUN/deleted.all" ]; then
    { cat "$STATE/cache/owned-once" 2>/dev/null; cat "$RUN/owned"; } | sort_lines -u >"$RUN/owned.ever"
    cut -f 1 "$RUN/deleted.all" | sort_lines -u | comm -23 - "$RUN/owned.ever" | deleted_here | sort_lines >"$RUN/deleted.here"
  fi
  grep -E -e "$KNOWN_NAMES" "$RUN/deleted.here" | head -n 20 >"$RUN/deleted.known"
  while IFS= read -r deleted_path; do
    found known-name critical "$deleted_path" "A process runs a library of a known name that is gone from the disk: $(base_name "$deleted_path")" 'owned by no package'
  done <"$RUN/deleted.known"
  news deleted <"$RUN/deleted.here" | head -n 50 >"$RUN/deleted.news"
  while IFS= read -r deleted_path; do
    found deleted-library warning "$deleted_path" "A process runs a library that is gone from the disk, and that no package had: $(base_name "$deleted_path")" 'owned by no package'
  done <"$RUN/deleted.news"
  check_done deleted-library
}

# deleted_here < PATHS: without those of containers, whose folders are others under the same names.
deleted_here() {
  here_root=$(stat -L -c %d:%i proc/1/root 2>/dev/null)
  while IFS= read -r here_path; do
    here_pid=$(awk -F '\t' -v path="$here_path" '$1 == path { print $2; exit }' "$RUN/deleted.all")
    [ "$(stat -L -c %d:%i "proc/$here_pid/root" 2>/dev/null)" = "$here_root" ] && printf '%s\n' "$here_path"
  done
}
