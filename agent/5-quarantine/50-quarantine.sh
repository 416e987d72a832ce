# --- Quarantine: evidence where only root gets at it, and never a file that is lost ---

# An entry is a folder, by time, path and contents: `file` (mode 000), `path` (its bytes), `meta` (key=value), `xattrs`.
# It is made as .work-ID and renamed when it is whole; quarantine_mend ends what was killed on the way. Only `part` and `pin` of
# such a folder may be taken away, for `file` may be the last name of a file.
QUARANTINE=$STATE/quarantine
# All of it together: 1 GB, 500 entries.
QUARANTINE_KB=1048576
QUARANTINE_ENTRIES=500

# quarantine_finding: sets F_ACTION by what was done with the file of F_CHECK, F_SEVERITY, F_THING and F_DIGEST.
quarantine_finding() {
  F_ACTION=reported
  Q_WHY=
  case $F_CHECK in known-name | indicator | unowned-file | changed-file | keyutils | setuid) ;; *) return ;; esac
  set_name "$F_THING"
  Q_NAME=$NAME
  Q_FILE=./$Q_NAME
  if [ "$MODE" = report ] || [ ! -f "$Q_FILE" ] || [ -L "$Q_FILE" ]; then return; fi
  if [ -z "$F_DIGEST" ]; then
    F_ACTION='reported: larger than the 64 MB that are kept'
    return
  fi
  Q_KEY=$(printf '%s' "$F_THING" | sha256sum | cut -c 1-8)$(printf '%s' "$F_DIGEST" | cut -c 1-8)
  for known_entry in "$QUARANTINE"/.restored/*-"$Q_KEY"; do
    [ -d "$known_entry" ] || continue
    F_ACTION="reported: put back by hand from quarantine ${known_entry##*/}"
    return
  done
  case $MODE:$F_SEVERITY:$F_CHECK in
    move:critical:known-name | move:critical:indicator | move:critical:keyutils) quarantine_move ;;
    *) quarantine_copy '' ;;
  esac
}

# What may not be moved is tried again in each run: a process that uses it may end.
quarantine_move() {
  if [ -z "$MAY_WRITE" ]; then
    if move_allowed; then F_ACTION=would-move; else F_ACTION="would-copy: not moved, for $Q_WHY"; fi
  elif move_file; then
    F_ACTION="moved to quarantine $Q_ID"
  else
    quarantine_copy "; not moved, for $Q_WHY"
  fi
}

# quarantine_copy REST: copies what is not there yet with these contents, and says so, or why not.
quarantine_copy() {
  for known_entry in "$QUARANTINE"/*-"$Q_KEY"; do
    [ -d "$known_entry" ] || continue
    F_ACTION="copied to quarantine ${known_entry##*/}$1"
    return
  done
  if [ -z "$MAY_WRITE" ]; then
    F_ACTION=would-copy
  elif copy_file; then
    F_ACTION="copied to quarantine $Q_ID$1"
  else
    F_ACTION="reported: not copied, for $Q_WHY$1"
  fi
}

# copy_file: an evidence copy of Q_FILE with the contents F_DIGEST. Sets Q_ID, or Q_WHY and fails.
copy_file() {
  copy_stat=$(file_stat "$Q_FILE")
  has_room "$copy_stat" || return 1
  work_begin copying || return 1
  test_hook copy-begun
  copy_bytes "$Q_FILE" "$Q_WORK/part"
  test_hook copy-written
  touch -r "$Q_FILE" "$Q_WORK/part" 2>/dev/null
  if [ "$(digest_of "$Q_WORK/part")" != "$F_DIGEST" ] || [ "$(file_stat "$Q_FILE")" != "$copy_stat" ]; then
    rm -rf "$Q_WORK"
    Q_WHY='it changed while it was read, or could not be read'
    return 1
  fi
  save_xattrs "$Q_FILE"
  mv "$Q_WORK/part" "$Q_WORK/file"
  work_end copied
}

# copy_bytes FROM TO: to the disk, not only to its cache; through no link and without waiting for a pipe, where dd can.
copy_bytes() {
  if dd if=/dev/null of=/dev/null iflag=nofollow,nonblock 2>/dev/null; then
    dd if="$1" of="$2" bs=65536 conv=fsync iflag=nofollow,nonblock 2>/dev/null
  else
    dd if="$1" of="$2" bs=65536 conv=fsync 2>/dev/null
  fi
}

# file_stat FILE: which file it is, and whether anybody wrote to it.
file_stat() {
  stat -c '%d %i %s %Y %Z %h %F' -- "$1" 2>/dev/null
}

# has_room STAT: twice the file's size is free, and after it 5 % and 100 MB of the disk; and the quarantine is not full.
has_room() {
  room_kb=$(printf '%s\n' "$1" | awk '{ print int($3 / 1024) + 8 }')
  if ! df -Pk "$QUARANTINE" | awk -v need="$room_kb" 'NR == 2 { left = $4 - need; exit !($4 >= 2 * need && left >= $2 / 20 && left >= 102400) } END { if (NR < 2) exit 1 }'; then
    Q_WHY='the disk of the quarantine has no room to spare'
    return 1
  fi
  room_used=$(du -sk "$QUARANTINE" | cut -f 1)
  room_entries=$(find "$QUARANTINE" -mindepth 1 -maxdepth 1 -type d | wc -l)
  if [ "$((room_used + room_kb))" -gt "$QUARANTINE_KB" ] || [ "$room_entries" -ge "$QUARANTINE_ENTRIES" ]; then
    Q_WHY='the quarantine is full (allclear-agent quarantine list)'
    return 1
  fi
}

# work_begin STATE: the folder of an entry with all that is known of Q_FILE, before anything is touched.
work_begin() {
  Q_ID=$(date -u +%Y%m%d-%H%M%S)-$Q_KEY
  Q_WORK=$QUARANTINE/.work-$Q_ID
  if ! mkdir -m 700 "$Q_WORK" 2>/dev/null || ! printf '/%s' "$Q_NAME" | dd of="$Q_WORK/path" conv=fsync 2>/dev/null || ! {
    escape "$Q_NAME"
    printf 'state=%s\npath=/%s\n' "$1" "$ESCAPED"
    stat -c 'size=%s
mode=%a
owner=%u:%g
names=%U:%G
device=%d
inode=%i
links=%h
modified=%y
changed=%z
read=%x' -- "$Q_FILE"
    escape "$F_SUMMARY"
    printf 'sha256=%s\ncheck=%s\nsummary=%s\nat=%s\n' "$F_DIGEST" "$F_CHECK" "$ESCAPED" "$(own_clock)"
  } | dd of="$Q_WORK/meta" conv=fsync 2>/dev/null; then
    rm -rf "$Q_WORK"
    Q_WHY='the quarantine cannot be written'
    return 1
  fi
}

# work_end STATE: out of everybody's reach, and an entry from now on.
work_end() {
  chmod 000 "$Q_WORK/file"
  sed "s/^state=.*/state=$1/" "$Q_WORK/meta" | keep_file "$Q_WORK/meta"
  test_hook work-whole
  mv "$Q_WORK" "$QUARANTINE/$Q_ID"
}

save_xattrs() {
  if command -v getfattr >/dev/null; then
    getfattr -h -d -m - -e hex --absolute-names -- "$1" 2>/dev/null >"$Q_WORK/xattrs"
  else
    printf 'xattrs=unknown, getfattr is missing\n' >>"$Q_WORK/meta"
  fi
}

# meta_of ENTRY KEY: the last that was noted.
meta_of() {
  sed -n "s/^$2=//p" "$1/meta" 2>/dev/null | tail -n 1
}
