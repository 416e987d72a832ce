# --- quarantine list, restore, purge; and what a kill left half done ---

command_quarantine() {
  need_root quarantine
  case ${1:-}:$# in
    list:1) quarantine_list ;;
    restore:2 | purge:2)
      entry_of "$2"
      with_lock 60 "quarantine_$1"
      quarantine_code=$?
      [ "$quarantine_code" -ne 75 ] || die 'a run is under way: try again in a minute.' 75
      return "$quarantine_code"
      ;;
    *) die 'it is: allclear-agent quarantine list | restore ID | purge ID' 64 ;;
  esac
}

# entry_of ID: sets ENTRY, its folder; or ends.
entry_of() {
  case $1 in *[!0-9a-f-]* | '') die "\"$1\" is no entry of the quarantine. See: allclear-agent quarantine list" 64 ;; esac
  for ENTRY in "$QUARANTINE/$1" "$QUARANTINE/.restored/$1"; do
    [ ! -d "$ENTRY" ] || return 0
  done
  die "there is no entry $1 in the quarantine. See: allclear-agent quarantine list" 64
}

quarantine_list() {
  list_count=0
  for list_entry in "$QUARANTINE"/[0-9]* "$QUARANTINE"/.restored/[0-9]*; do
    [ -d "$list_entry" ] || continue
    list_count=$((list_count + 1))
    list_state=$(meta_of "$list_entry" state)
    case $list_entry in */.restored/*) list_state=restored ;; esac
    printf '%s  %-8s  %s\n    %s, %s bytes, %s %s\n    sha256 %s\n' "${list_entry##*/}" "$list_state" "$(meta_of "$list_entry" path)" \
      "$(meta_of "$list_entry" summary)" "$(meta_of "$list_entry" size)" "$(meta_of "$list_entry" names)" "$(meta_of "$list_entry" mode)" "$(meta_of "$list_entry" sha256)"
  done
  [ "$list_count" -gt 0 ] || echo 'The quarantine is empty.'
}

# quarantine_restore: ENTRY's file gets its place again, bit by bit, with owner, mode, times and extended attributes. It writes
# over nothing: what has taken the place since has to be put away by a person first.
quarantine_restore() {
  restore_id=${ENTRY##*/}
  restore_digest=$(meta_of "$ENTRY" sha256)
  restore_path=$(cat "$ENTRY/path" && printf x) || die "$ENTRY/path is missing, so where it was is not known."
  restore_path=$ROOT${restore_path%x}
  restore_folder=${restore_path%/*}
  # For people: as it was noted, without what a terminal would obey.
  restore_shown=$(meta_of "$ENTRY" path)
  restore_temporary=$restore_folder/.allclear-restore-$restore_id
  [ "$(cd -P "$restore_folder/" 2>/dev/null && pwd -P | sed 's,/$,,')" = "$(cd -P "$ROOT/" && pwd -P | sed 's,/$,,')${restore_folder#"$ROOT"}" ] ||
    die "the folder of $restore_shown is not there as it was. Make it, then run this again."
  if [ -e "$restore_path" ] || [ -L "$restore_path" ]; then
    if [ ! -L "$restore_path" ] && [ -f "$restore_path" ] && [ "$(digest_of "$restore_path")" = "$restore_digest" ]; then
      restore_end
      return
    fi
    die "$restore_shown is there again, with other contents. Nothing was written over: put it away first."
  fi
  [ "$(digest_of "$ENTRY/file")" = "$restore_digest" ] || die "$ENTRY/file has not the contents that were put there: it is not restored."
  case $(meta_of "$ENTRY" state) in
    moved | kept) restore_moved || restore_copy ;;
    *) restore_copy ;;
  esac
  restore_end
}

# The file itself, by its old name.
restore_moved() {
  chmod "$(meta_of "$ENTRY" mode)" "$ENTRY/file" || return 1
  test_hook restore-begun
  ln "$ENTRY/file" "$restore_path" 2>/dev/null && return
  chmod 000 "$ENTRY/file"
  return 1
}

# A new file that is made whole beside its place first.
restore_copy() {
  rm -f "$restore_temporary"
  copy_bytes "$ENTRY/file" "$restore_temporary"
  test_hook restore-written
  if ! chown "$(meta_of "$ENTRY" owner)" "$restore_temporary" || ! chmod "$(meta_of "$ENTRY" mode)" "$restore_temporary" ||
    [ "$(digest_of "$restore_temporary")" != "$restore_digest" ]; then
    rm -f "$restore_temporary"
    die "$restore_shown could not be written. Is the disk full or read-only? The quarantine still has it."
  fi
  if [ -s "$ENTRY/xattrs" ]; then
    sed "1s,^# file: .*,# file: .allclear-restore-$restore_id," "$ENTRY/xattrs" | (cd "$restore_folder/" && setfattr -h --restore=-) ||
      log "its extended attributes could not be set: see $ENTRY/xattrs"
  fi
  touch -r "$ENTRY/file" "$restore_temporary"
  test_hook restore-whole
  ln "$restore_temporary" "$restore_path" 2>/dev/null || {
    rm -f "$restore_temporary"
    die "$restore_shown was taken meanwhile. Nothing was written over."
  }
  rm -f "$restore_temporary"
}

# A copy stays as evidence. What was moved is in its place, so its name in the quarantine can go.
restore_end() {
  rm -f "$restore_temporary"
  test_hook restore-linked
  if [ "$(file_id "$ENTRY/file")" = "$(file_id "$restore_path")" ]; then
    chmod "$(meta_of "$ENTRY" mode)" "$restore_path"
    rm -f "$ENTRY/file"
  fi
  printf 'restored=%s\n' "$(own_clock)" >>"$ENTRY/meta"
  mkdir -p "$QUARANTINE/.restored"
  case $ENTRY in */.restored/*) ;; *) mv "$ENTRY" "$QUARANTINE/.restored/" ;; esac
  printf 'Put back: %s. It is still reported, and not taken again while its contents are the same.\n' "$restore_shown"
}

# quarantine_purge: for good, so a person has to say so.
quarantine_purge() {
  if [ -z "$ROOT" ] && [ ! -t 0 ]; then die 'purge asks a person, so it needs a terminal.' 64; fi
  case $(meta_of "$ENTRY" state) in
    copied) printf 'This is a copy. What it was made of: %s\n' "$(meta_of "$ENTRY" path)" ;;
    *) [ ! -e "$ENTRY/file" ] || printf 'This is the file itself: nothing else has it. It was %s\n' "$(meta_of "$ENTRY" path)" ;;
  esac
  printf 'Type purge to remove the entry %s with its evidence for good: ' "${ENTRY##*/}"
  read -r purge_answer || purge_answer=
  [ "$purge_answer" = purge ] || die 'nothing was removed.'
  rm -rf "$ENTRY"
  printf 'Removed.\n'
}

# quarantine_mend: ends what was killed. Nothing that could be a file's last name is taken away.
quarantine_mend() {
  for mend_work in "$QUARANTINE"/.work-*; do
    [ -d "$mend_work" ] || continue
    Q_WORK=$mend_work
    Q_ID=${mend_work##*/.work-}
    mend_state=$(meta_of "$mend_work" state)
    case $mend_state in
      moving) mend_move ;;
      *)
        # Notes that a power cut took are no reason to take the file.
        case $mend_state in copying) mend_state=copied ;; '') mend_state=kept ;; esac
        if [ -e "$Q_WORK/file" ]; then work_end "$mend_state"; else move_undo ''; fi
        ;;
    esac
  done
}

mend_move() {
  mend_path=$(cat "$Q_WORK/path" 2>/dev/null && printf x)
  mend_path=$ROOT${mend_path%x}
  if [ -e "$Q_WORK/file" ] && [ -e "$Q_WORK/pin" ] && [ "$(file_id "$Q_WORK/file")" != "$(file_id "$Q_WORK/pin")" ]; then
    move_back "$mend_path" "$Q_WORK"
    move_undo ''
  elif [ -e "$Q_WORK/file" ]; then
    rm -f "$Q_WORK/pin"
    work_end moved
  else
    move_undo ''
  fi
}
