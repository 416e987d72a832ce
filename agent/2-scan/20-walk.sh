# --- What is there: one walk through the folders of libraries and programs ---
# Paths are kept relative to the root, one a line: a newline in a name as byte 1, a tab as byte 2, and bytes 1 to 3 as byte 3.

# What stands for what a line or a field cannot hold.
ODD=$(printf '\001\002\003')

WALK_CANDIDATES='usr/lib usr/lib32 usr/lib64 usr/libx32 usr/libexec usr/bin usr/sbin lib lib32 lib64 libx32 bin sbin'
# What the owner has put there alone: known names and setuid count, that no package owns it says nothing.
OWN_CANDIDATES='usr/local/lib usr/local/lib64 usr/local/libexec usr/local/bin usr/local/sbin opt/bin'
# Where anybody may write: a setuid file of root's has no business there.
LOOSE_CANDIDATES='tmp var/tmp dev/shm'

# Sets WALK_FOLDERS, each once and by its real name; leaves by which other names they go in $RUN/links (FROM TO).
walk_begin() {
  cd "$ROOT/" || scan_fault "$ROOT/ cannot be entered, so nothing can be scanned."
  WALK_ROOT=$(pwd -P)
  WALK_ROOT=${WALK_ROOT%/}
  WALK_FOLDERS=
  : >"$RUN/links"
  for walk_name in $WALK_CANDIDATES; do
    real_folder "$walk_name" || continue
    [ "$REAL" = "$walk_name" ] || printf '%s %s\n' "$walk_name" "$REAL" >>"$RUN/links"
    is_below "$REAL" "$WALK_FOLDERS" || WALK_FOLDERS="$WALK_FOLDERS $REAL"
  done
  WALK_PATTERN="^($(printf '%s' "${WALK_FOLDERS# }" | sed 's/[.+]/\\&/g; s/ /|/g'))/"
  sed 's,^\([^ ]*\) \(.*\)$,s#^\1/#\2/#,' "$RUN/links" >"$RUN/canon.sed"
}

# real_folder NAME: what it is behind links, relative to the root, in REAL; fails where it is not there, or outside of the
# root. A process is started for what is a link, or in one, alone. Names are of two parts at most.
real_folder() {
  REAL=$1
  [ -d "$1" ] && [ -x "$1" ] || return 1
  [ -L "$1" ] || [ -L "${1%%/*}" ] || return 0
  real_path=$(cd -P "$1" 2>/dev/null && pwd -P) || return 1
  case $real_path in *[!A-Za-z0-9_./+-]*) return 1 ;; "$WALK_ROOT"/*) REAL=${real_path#"$WALK_ROOT"/} ;; *) return 1 ;; esac
}

# is_below PATH FOLDERS: whether it is one of them or in one.
is_below() {
  for below_folder in $2; do
    case $1 in "$below_folder" | "$below_folder"/*) return 0 ;; esac
  done
  return 1
}

# Leaves in $RUN: have (files, sorted), own (those of the owner's folders), sonames (links to libraries), setuid.
walk() {
  : >"$RUN/setuid.raw"
  : >"$RUN/sonames.raw"
  # shellcheck disable=SC2086 # folders are names of ours, without spaces.
  walk_files "$RUN/have" $WALK_FOLDERS
  # shellcheck disable=SC2086
  walk_files "$RUN/own" $OWN_CANDIDATES
  for walk_name in $LOOSE_CANDIDATES; do
    [ -d "$walk_name" ] || continue
    find "$walk_name" -xdev -maxdepth 3 -type f -user 0 -perm -4000 -print0 2>/dev/null
  done >>"$RUN/setuid.raw"
  lines_of_names <"$RUN/setuid.raw" | sort_lines >"$RUN/setuid"
  lines_of_names <"$RUN/sonames.raw" | sort_lines >"$RUN/sonames"
  if [ -s "$RUN/walk.errors" ]; then
    WALK_FAULT="not all could be read: $(head -n 1 "$RUN/walk.errors")"
  else
    WALK_FAULT=
  fi
}

# walk_files OUT FOLDER…: one pass; what is setuid or a link to a library is put aside on the way.
walk_files() {
  walk_out=$1
  shift
  for walk_name in "$@"; do
    shift
    [ ! -d "$walk_name" ] || [ -L "$walk_name" ] || set -- "$@" "$walk_name"
  done
  [ $# -gt 0 ] || set -- ./none
  # busybox forgets -exec … + within parentheses.
  # shellcheck disable=SC2016 # the inner shell's words.
  find "$@" -xdev -type f \( -perm -4000 -o -perm -2000 \) -exec sh -c 'printf "%s\0" "$@" >>"$0"' "$RUN/setuid.raw" {} + -print0 -o -type f -print0 \
    -o -type l -name '*.so*' -exec sh -c 'printf "%s\0" "$@" >>"$0"' "$RUN/sonames.raw" {} + 2>"$RUN/find.errors" |
    lines_of_names | sort_lines >"$walk_out" || scan_fault "$walk_out cannot be written. Is the disk full? (df -h $RUN)"
  # What vanished on the way is no fault.
  grep -v -e 'No such file or directory' "$RUN/find.errors" >>"$RUN/walk.errors"
}

# lines_of_names < NAMES, each ended by a zero byte.
lines_of_names() {
  tr '\0\n\t\001\002\003' '\n\001\002\003\003\003'
}

# names_of_lines < LINES: the way back, for xargs -0.
names_of_lines() {
  tr '\n\001\002' '\0\n\t'
}

# set_name LINE: the name itself, in NAME. Through a file's end marker: a name may end in newlines.
set_name() {
  NAME=$1
  case $1 in *["$ODD"]*)
    NAME=$(printf '%s' "$1" | tr '\001\002' '\n\t' && printf x)
    NAME=${NAME%x}
    ;;
  esac
}

sort_lines() {
  sort -S 4M -T "$RUN" "$@"
}

# stat_lines < LINES: path TAB "size mode owner mtime ctime" of each that is there, times to the nanosecond. Names with control
# bytes are left out.
stat_lines() {
  grep -v "[$ODD]" | names_of_lines | TZ=UTC0 xargs -0 -r stat -c '%n	%s %a %u:%g %y %z' -- 2>/dev/null
}
