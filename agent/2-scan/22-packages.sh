# --- Who owns it: the package manager's own data, read once and not asked file by file ---

# Sets PACKAGES to the managers that have packages here (dpkg rpm apk), PACKAGES_FAULT to why they cannot be believed, and
# leaves in $RUN/owned the paths of theirs in the folders that are walked, sorted. One that is at work has half a story.
packages_read() {
  PACKAGES=
  PACKAGES_FAULT=
  [ ! -s var/lib/dpkg/status ] || PACKAGES="$PACKAGES dpkg"
  [ ! -s lib/apk/db/installed ] || PACKAGES="$PACKAGES apk"
  ! has_rpm || PACKAGES="$PACKAGES rpm"
  packages_stamp >"$RUN/stamp"
  if [ -z "$PACKAGES" ]; then
    PACKAGES_FAULT='there is no package manager that is known (dpkg, rpm, apk), so who owns a file cannot be told'
    : >"$RUN/owned"
  elif cmp -s "$RUN/stamp" "$STATE/cache/stamp" && [ -s "$STATE/cache/owned" ]; then
    cp "$STATE/cache/owned" "$RUN/owned"
  else
    packages_gather
  fi
  [ -n "$PACKAGES_FAULT" ] || packages_busy || return 0
  PACKAGES_FAULT=${PACKAGES_FAULT:-'the package manager is at work'}
}

# What changes when packages do, or this script, or where folders lead to.
packages_stamp() {
  printf '%s %s\n' "$VERSION" "$PACKAGES"
  cat "$RUN/canon.sed"
  TZ=UTC0 stat -c '%n %s %i %y %z' var/lib/dpkg/info var/lib/dpkg/status var/lib/dpkg/diversions lib/apk/db/installed 2>/dev/null
  # rpm's database may be written by who only reads it.
  case $PACKAGES in *rpm*) rpm_ask -qa --qf '%{NAME} %{INSTALLTID}\n' 2>/dev/null | sort_lines ;; esac
}

packages_gather() {
  for gather_manager in $PACKAGES; do
    "${gather_manager}_owned"
  done | sed 's#^/*##' | sed -f "$RUN/canon.sed" | grep -E "$WALK_PATTERN" | sort_lines -u >"$RUN/owned" || scan_fault "$RUN/owned cannot be written. Is the disk full? (df -h $RUN)"
  [ -s "$RUN/owned" ] || PACKAGES_FAULT="${PACKAGES_FAULT:-no package owns any library or program, by what ${PACKAGES# } says}"
  [ ! -s "$RUN/packages.errors" ] || PACKAGES_FAULT=$(head -n 1 "$RUN/packages.errors")
  [ -z "$PACKAGES_FAULT" ] && [ -n "$MAY_WRITE" ] || return 0
  # What was owned once stays known: a process may go on with a library that an upgrade took away.
  [ ! -s "$STATE/cache/owned" ] || comm -23 "$STATE/cache/owned" "$RUN/owned" | cat - "$STATE/cache/owned-once" 2>/dev/null |
    head -n 20000 | keep_file "$STATE/cache/owned-once"
  keep_file "$STATE/cache/owned" <"$RUN/owned"
  keep_file "$STATE/cache/stamp" <"$RUN/stamp"
}

# What a package diverted is its own too, under the other name. The alternatives are links, which nobody counts.
dpkg_owned() {
  find var/lib/dpkg/info -name '*.list' -exec cat {} +
  [ ! -s var/lib/dpkg/diversions ] || awk 'NR % 3 == 2' var/lib/dpkg/diversions
  dpkg_missing=$(dpkg_installed | while read -r dpkg_name dpkg_arch; do
    [ -e "var/lib/dpkg/info/$dpkg_name.list" ] || [ -e "var/lib/dpkg/info/$dpkg_name:$dpkg_arch.list" ] || printf '%s ' "$dpkg_name"
  done)
  [ -z "$dpkg_missing" ] || printf 'dpkg has no list of files of what it says is installed: %.150s\n' "$dpkg_missing" >>"$RUN/packages.errors"
}

dpkg_installed() {
  awk '/^Package:/ { name = $2 } /^Architecture:/ { arch = $2 } /^Status:/ { is = ($4 == "installed") } /^$/ { if (is) print name, arch; is = 0 }
    END { if (is) print name, arch }' var/lib/dpkg/status
}

apk_owned() {
  awk '/^F:/ { folder = substr($0, 3) } /^R:/ { print folder "/" substr($0, 3) }' lib/apk/db/installed
}

RPM_FILES='var/lib/rpm/Packages var/lib/rpm/Packages.db var/lib/rpm/rpmdb.sqlite usr/lib/sysimage/rpm/Packages.db usr/lib/sysimage/rpm/rpmdb.sqlite'

# Where dpkg rules, an rpm command without packages is a tool, and asking it would make a database.
has_rpm() {
  for rpm_file in $RPM_FILES; do
    [ -s "$rpm_file" ] || continue
    case $PACKAGES in *dpkg*) [ -n "$(rpm_ask -qa 2>/dev/null | head -n 1)" ] || return 1 ;; esac
    return 0
  done
  return 1
}

rpm_owned() {
  if ! command -v rpm >/dev/null; then
    echo 'there are rpm packages, and rpm is missing' >>"$RUN/packages.errors"
  elif ! rpm_ask -qal 2>"$RUN/rpm.errors" >"$RUN/rpm.list"; then
    printf 'rpm -qal failed: %s\n' "$(head -n 1 "$RUN/rpm.errors")" >>"$RUN/packages.errors"
  fi
  cat "$RUN/rpm.list" 2>/dev/null
}

# rpm ARGUMENT…, in the root that is scanned.
rpm_ask() {
  if [ -n "$ROOT" ]; then rpm --root "$ROOT" "$@"; else rpm "$@"; fi
}

# Whether a package manager holds its lock: by /proc/locks, since asking flock would miss what fcntl holds.
packages_busy() {
  for busy_lock in var/lib/dpkg/lock lib/apk/db/lock var/lib/rpm/.rpm.lock usr/lib/sysimage/rpm/.rpm.lock; do
    if [ ! -e "$busy_lock" ] || [ ! -r proc/locks ]; then continue; fi
    grep -q -e "WRITE .*:$(stat -c %i "$busy_lock") " proc/locks && return 0
  done
  return 1
}

# package_of PATH: the names of the packages that own it, by each way to write it. Returns 1 if none does, 2 if nobody can tell.
package_of() {
  of_names=$(printf '%s\n' "$1" | owners_of | tr '\n' ' ')
  [ -z "$of_names" ] || {
    printf '%s\n' "${of_names% }"
    return 0
  }
  [ -n "$PACKAGES" ] && { [ -z "$PACKAGES_FAULT" ] || packages_busy; } && return 1
  return 2
}

# owners_of < PATHS: the names of all packages that own any of them.
owners_of() {
  while IFS= read -r owners_path; do
    spellings_of "$owners_path"
  done >"$RUN/spellings"
  [ -s "$RUN/spellings" ] || return 0
  {
    case $PACKAGES in *dpkg*) find var/lib/dpkg/info -name '*.list' -exec grep -lxF -f "$RUN/spellings" {} + | sed 's,.*/,,; s/\.list$//' ;; esac
    case $PACKAGES in *apk*) apk_names ;; esac
    case $PACKAGES in *rpm*) rpm_names ;; esac
  } 2>/dev/null | sort -u
}

# spellings_of PATH: it, and what it is called through links such as /lib on a system with a merged /usr.
spellings_of() {
  printf '/%s\n' "$1"
  while read -r spelling_from spelling_to; do
    case $1 in "$spelling_to"/*) printf '/%s%s\n' "$spelling_from" "${1#"$spelling_to"}" ;; esac
  done <"$RUN/links"
}

apk_names() {
  sed 's#^/##' "$RUN/spellings" | awk 'FILENAME == ARGV[1] { is[$0] = 1; next }
    /^P:/ { name = substr($0, 3) } /^F:/ { folder = substr($0, 3) } /^R:/ && is[folder "/" substr($0, 3)] { print name }' - lib/apk/db/installed
}

rpm_names() {
  while IFS= read -r rpm_path; do
    rpm_ask -qf --qf '%{NAME}\n' "$rpm_path" | grep -E '^[A-Za-z0-9_.+-]+$'
  done <"$RUN/spellings"
}
