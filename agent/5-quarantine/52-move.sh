# --- Move: out of reach, where that can lock nobody out ---

# move_file: Q_FILE into the quarantine, by names alone: the file itself is never rewritten, so it is as it was when it is put
# back. Sets Q_ID; or fails with why in Q_WHY, and the file is where it was.
move_file() {
  move_allowed || return 1
  move_stat=$(file_stat "$Q_FILE")
  work_begin moving || return 1
  save_xattrs "$Q_FILE"
  test_hook move-begun
  # A second name pins the file that was checked: whatever happens to the path now, this one cannot be exchanged.
  if ! ln "$Q_FILE" "$Q_WORK/pin" 2>/dev/null; then
    move_undo 'it cannot get a second name: another file system or mount, or it is immutable (lsattr)'
    return 1
  fi
  test_hook move-pinned
  if ! is_pinned; then
    move_undo 'it was exchanged after it was looked at'
    return 1
  fi
  test_hook move-checked
  mv "$Q_FILE" "$Q_WORK/file" 2>/dev/null
  test_hook move-renamed
  if [ "$(file_id "$Q_WORK/file")" != "$(file_id "$Q_WORK/pin")" ]; then
    move_back "$Q_FILE" "$Q_WORK"
    move_undo 'it was exchanged after it was looked at'
    return 1
  fi
  rm -f "$Q_WORK/pin"
  test_hook move-unpinned
  work_end moved
}

# is_pinned: the second name is that of the file that was checked, with the contents that were read, and nobody runs it.
is_pinned() {
  [ "$(stat -c '%d %i %s %Y %h %F' -- "$Q_WORK/pin")" = "$(printf '%s\n' "$move_stat" | awk '{ print $1, $2, $3, $4, 2, substr($0, index($0, $7)) }')" ] &&
    [ "$(digest_of "$Q_WORK/pin")" = "$F_DIGEST" ] && ! is_mapped "$Q_WORK/pin"
}

file_id() {
  stat -c '%d:%i' -- "$1" 2>/dev/null
}

# move_back PATH WORK: what was taken by mistake gets its name again, unless that is taken; then it stays in WORK.
move_back() {
  if [ -e "$1" ] || [ -L "$1" ]; then return; fi
  if [ -d "$2/file" ] && [ ! -L "$2/file" ]; then
    mv "$2/file" "$1"
  else
    # ln writes over nothing.
    ln "$2/file" "$1" 2>/dev/null && rm -f "$2/file"
  fi
}

# move_undo WHY: nothing was moved. What has no other name by now, or found its own taken, stays as an entry.
move_undo() {
  Q_WHY=$1
  if [ -e "$Q_WORK/file" ]; then
    [ "$(stat -c %h -- "$Q_WORK/pin" 2>/dev/null)" = 1 ] || rm -f "$Q_WORK/pin"
    work_end kept
  elif [ "$(stat -c %h -- "$Q_WORK/pin" 2>/dev/null)" = 1 ]; then
    mv "$Q_WORK/pin" "$Q_WORK/file"
    work_end kept
  else
    rm -rf "$Q_WORK"
  fi
}

# move_allowed: sets Q_WHY, a clause, and fails where moving Q_FILE could break a login or take away what is somebody's.
move_allowed() {
  Q_WHY=
  if [ -n "$PACKAGES_FAULT" ]; then
    Q_WHY="who owns it cannot be told"
  elif ! is_below "$F_THING" "$WALK_FOLDERS $OWN_CANDIDATES"; then
    Q_WHY='it is in no folder of libraries or programs, and a login may need it'
  elif [ "$(stat -c %h -- "$Q_FILE")" != 1 ]; then
    Q_WHY='it has other names (hard links)'
  elif ! parents_safe "$Q_NAME"; then
    Q_WHY='others than root can write to a folder above it'
  elif package_of "$F_THING" >/dev/null || [ $? -ne 1 ]; then
    Q_WHY='a package owns it'
  elif [ "$(stat -c %d -- "$Q_FILE")" != "$(stat -c %d "$QUARANTINE" 2>/dev/null || stat -c %d .)" ]; then
    Q_WHY='it is on another file system than the quarantine'
  elif is_mapped "$Q_FILE"; then
    Q_WHY='a process uses it, or which ones do cannot be told'
  elif login_needs "$F_THING"; then
    Q_WHY='sshd or a login needs it, and moving it could lock everybody out'
  fi
  [ -z "$Q_WHY" ]
}

# parents_safe NAME: all folders above are real ones of root's that nobody else can write, up to the root.
parents_safe() {
  safe_folder=$1
  while :; do
    case $safe_folder in */*) safe_folder=${safe_folder%/*} ;; *) safe_folder=. ;; esac
    safe_stat=$(stat -c '%u %a %F' -- "./$safe_folder") || return 1
    case $safe_stat in '0 '*[2367]?' directory' | '0 '*[2367]' directory') return 1 ;; '0 '*' directory') ;; *) return 1 ;; esac
    [ "$safe_folder" != . ] || return 0
  done
}

# is_mapped FILE: whether a process has it in memory; also where that cannot be told.
is_mapped() {
  [ -r proc/self/maps ] || [ -r proc/1/maps ] || return 0
  mapped_inode=$(stat -c %i -- "$1") || return 0
  printf '%s\0' proc/[0-9]*/maps | xargs -0 -r grep -l -F -e " $mapped_inode " -- 2>/dev/null | grep -q .
}

# login_needs PATH: whether it is among what sshd, login and the shells need, what those need, and so on; by the names in them.
login_needs() {
  case /$1 in */security/* | */ld-*.so* | */libnss_* | */libc.so* | */libc-*.so | */ld-musl-*) return 0 ;; esac
  [ -e "$RUN/needs" ] || needs_gather
  grep -qxF -e "$1" "$RUN/needs"
}

needs_gather() {
  sort_lines -u "$RUN/have" "$RUN/own" "$RUN/sonames" >"$RUN/needs.files"
  {
    for needs_name in usr/sbin/sshd usr/bin/sshd usr/bin/login usr/bin/su usr/bin/sudo usr/bin/sh usr/bin/bash usr/bin/dash usr/bin/busybox \
      bin/login bin/su bin/sh bin/bash bin/dash bin/busybox sbin/sshd usr/lib/openssh/* usr/libexec/openssh/* usr/lib/ssh/* usr/local/sbin/sshd; do
      printf '%s\n' "$needs_name"
    done
    { awk -F : '{ print $7 }' etc/passwd; cat etc/shells; } 2>/dev/null | sort -u | sed -n 's#^/##p'
    grep -h -o 'pam_[A-Za-z0-9_]*\.so' etc/pam.d/* 2>/dev/null | sort -u | needs_named
    grep -e '/libkeyutils\.so' "$RUN/needs.files"
  } | needs_real >"$RUN/needs"
  cp "$RUN/needs" "$RUN/needs.new"
  while [ -s "$RUN/needs.new" ] && [ "$(wc -l <"$RUN/needs")" -lt 2000 ]; do
    names_of_lines <"$RUN/needs.new" | xargs -0 -r cat -- 2>/dev/null | needed_names | needs_named | needs_real | comm -23 - "$RUN/needs" >"$RUN/needs.next"
    sort_lines -u "$RUN/needs" "$RUN/needs.next" >"$RUN/needs.all"
    mv "$RUN/needs.all" "$RUN/needs"
    mv "$RUN/needs.next" "$RUN/needs.new"
  done
}

# needs_named < NAMES: the files of these names in the folders of libraries.
needs_named() {
  awk 'FILENAME == ARGV[1] { wanted[$0] = 1; next } { name = $0; sub(".*/", "", name) } name in wanted' - "$RUN/needs.files"
}

# needs_real < PATHS: what they lead to, sorted.
needs_real() {
  sed -f "$RUN/canon.sed" | while IFS= read -r real_line; do
    set_name "$real_line"
    if [ -L "./$NAME" ]; then
      real_file "$NAME"
    elif [ -f "./$NAME" ]; then
      printf '%s\n' "$real_line"
    fi
  done | sort_lines -u
}
