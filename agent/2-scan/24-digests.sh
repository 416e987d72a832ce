# --- What packages own and is no longer as they brought it ---

# What decides who may log in and what root runs: each run. Everything else is looked at once a day, a part in each run.
DPKG_CHECKED='keyutils libkeyutils1 openssh-* libpam* openssl libssl* coreutils libc6 libc-bin libcrypt1 sudo login passwd bash dash util-linux procps iproute2 libkrb5-3 libgssapi-krb5-2 libwrap0 libaudit1 libselinux1 libsystemd0 liblzma5 zlib1g* libnss* curl libcurl4* dpkg cron'
RPM_CHECKED='keyutils keyutils-libs openssh* pam openssl* coreutils* glibc glibc-common sudo shadow-utils bash util-linux* procps* iproute krb5-libs audit-libs libselinux systemd-libs xz-libs zlib* curl libcurl* rpm* cronie libxcrypt'
APK_CHECKED='keyutils keyutils-libs openssh* linux-pam openssl libcrypto* libssl* coreutils musl busybox* sudo doas shadow bash zlib xz-libs libcurl curl apk-tools'
RUNS_A_DAY=288

# Leaves in $RUN/changed the paths whose contents are others; what could not be checked is in $RUN/digest.errors, by line.
digests_check() {
  : >"$RUN/changed.raw"
  { cat "$STATE/cache/doubted" 2>/dev/null; echo; } >"$RUN/doubted"
  : >"$RUN/digest.errors"
  for digest_manager in $PACKAGES; do
    "${digest_manager}_changed"
  done
  sort_lines -u "$RUN/changed.raw" >"$RUN/changed"
  [ -n "$MAY_WRITE" ] || return 0
  keep_line "$STATE/cache/turn" "$(($(number_in "$STATE/cache/turn" 0) + 1))"
  head -n 200 "$RUN/changed" | owners_of | head -n 50 | keep_file "$STATE/cache/doubted"
}

# turn_of < NAMES: those of packages that are looked at in this run: in turn, so that after a day of runs each had one, and
# those of which something was changed, since else it would look healed when the turn has passed.
turn_of() {
  awk -v turn="$(number_in "$STATE/cache/turn" 0)" -v turns="$RUNS_A_DAY" 'FILENAME == ARGV[1] { doubted[$0] = 1; next }
    FNR % turns == turn % turns || $0 in doubted' "$RUN/doubted" -
}

dpkg_changed() {
  # shellcheck disable=SC2086
  (cd var/lib/dpkg/info && set -f && matching .md5sums $DPKG_CHECKED) | sed 's#\.md5sums$##' >"$RUN/dpkg.now"
  # shellcheck disable=SC2086
  (cd var/lib/dpkg/info && set -f && matching .list $DPKG_CHECKED) | sed 's#\.list$##' | while IFS= read -r dpkg_name; do
    [ -e "var/lib/dpkg/info/$dpkg_name.md5sums" ] || printf 'dpkg has no digests of %s\n' "$dpkg_name"
  done >>"$RUN/digest.errors"
  find var/lib/dpkg/info -name '*.md5sums' | sed 's#.*/##; s#\.md5sums$##' | sort_lines | turn_of >>"$RUN/dpkg.now"
  # A diverted path holds what another package put there.
  [ ! -s var/lib/dpkg/diversions ] || awk 'NR % 3 == 1 { sub("^/", ""); print }' var/lib/dpkg/diversions | sed -f "$RUN/canon.sed" | sort_lines >"$RUN/diverted"
  [ -e "$RUN/diverted" ] || : >"$RUN/diverted"
  sort -u "$RUN/dpkg.now" | sed 's#.*#var/lib/dpkg/info/&.md5sums#' | names_of_lines | xargs -0 -r cat -- 2>/dev/null | expected_digests |
    digests_differ md5sum >"$RUN/dpkg.differ"
  [ -s "$RUN/dpkg.differ" ] || return 0
  # A package that took over another one's file has its digest; the other one's list still has the old one.
  while IFS='	' read -r dpkg_path dpkg_digest; do
    spellings_of "$dpkg_path" | sed "s#^/#$dpkg_digest  #"
  done <"$RUN/dpkg.differ" >"$RUN/dpkg.lines"
  find var/lib/dpkg/info -name '*.md5sums' -exec grep -hxF -f "$RUN/dpkg.lines" {} + | expected_digests >"$RUN/dpkg.right"
  comm -23 "$RUN/dpkg.differ" "$RUN/dpkg.right" | cut -f 1 >>"$RUN/changed.raw"
}

# matching SUFFIX PATTERN…: the files of this folder that are named so, with an architecture or without. Called with set -f.
matching() {
  set +f
  matching_suffix=$1
  shift
  for matching_name in "$@"; do
    # shellcheck disable=SC2231 # the pattern is to be one.
    for matching_file in $matching_name"$matching_suffix" $matching_name":"*"$matching_suffix"; do
      [ ! -e "$matching_file" ] || printf '%s\n' "$matching_file"
    done
  done
}

# expected_digests < "DIGEST  PATH": the same by real paths, of what is walked; without what is diverted.
expected_digests() {
  sed 's#^\([0-9a-f]*\)  /*#\1 #' | awk '{ at = index($0, " "); print substr($0, at + 1) "\t" substr($0, 1, at - 1) }' |
    sed -f "$RUN/canon.sed" | grep -E "$WALK_PATTERN" |
    awk -F '\t' 'FILENAME == ARGV[1] { diverted[$0] = 1; next } !diverted[$1]' "$RUN/diverted" - | sort_lines -u
}

# digests_differ PROGRAM < "PATH TAB DIGEST", sorted: those that are there as plain files with another one, and that one.
digests_differ() {
  cat >"$RUN/digests.expected"
  cut -f 1 "$RUN/digests.expected" | comm -12 - "$RUN/have" >"$RUN/digests.paths"
  names_of_lines <"$RUN/digests.paths" | xargs -0 -r "$1" -- 2>"$RUN/digests.failed" | plain_digests | sort_lines >"$RUN/digests.found"
  grep -v 'No such file' "$RUN/digests.failed" | grep -v 'missing operand\|Usage' | head -n 3 >>"$RUN/digest.errors"
  comm -13 "$RUN/digests.expected" "$RUN/digests.found"
}

# "DIGEST  PATH" as md5sum and its kin print it: "PATH TAB DIGEST". They begin a line with \ where they escaped the name.
plain_digests() {
  sed -e '/^\\/{' -e 's/^\\//' -e 's/\\\\/\\/g' -e '}' -e 's/^\([0-9a-f]*\)  \(.*\)$/\2	\1/'
}

# A character of rpm's report counts in the third column: 5, the digest; and no configuration, no documentation, no ghost.
rpm_changed() {
  command -v rpm >/dev/null || {
    echo 'rpm is missing' >>"$RUN/digest.errors"
    return
  }
  sed -n 's/^\([A-Za-z0-9_.+-]*\) [0-9]*$/\1/p' "$RUN/stamp" | sort_lines -u >"$RUN/rpm.all"
  (
    set -f
    while IFS= read -r rpm_name; do
      # shellcheck disable=SC2086
      ! is_like "$rpm_name" $RPM_CHECKED || printf '%s\n' "$rpm_name"
    done <"$RUN/rpm.all"
    turn_of <"$RUN/rpm.all"
  ) | sort_lines -u >"$RUN/rpm.now"
  [ -s "$RUN/rpm.now" ] || return 0
  names_of_lines <"$RUN/rpm.now" | {
    if [ -n "$ROOT" ]; then set -- --root "$ROOT"; else set --; fi
    xargs -0 -r rpm "$@" -V --nodeps --noscripts --nomtime --nomode --nouser --nogroup --nosize --nolinkto --nordev --nocaps
  } >"$RUN/rpm.report" 2>"$RUN/rpm.errors"
  sed -n 's#^..5......  *\([cdgl] \)\{0,1\} */#\1/#p' "$RUN/rpm.report" | sed -n 's#^/##p' | sed -f "$RUN/canon.sed" | lines_with_digest >>"$RUN/changed.raw"
  sed -n 's#^..?......  *##p' "$RUN/rpm.report" | grep -v '^[cdg] ' | head -n 3 | sed 's/^/rpm could not read /' >>"$RUN/digest.errors"
  head -n 1 "$RUN/rpm.errors" | sed 's/^/rpm -V: /' >>"$RUN/digest.errors"
}

# Only what is walked: programs and libraries.
lines_with_digest() {
  sort_lines -u | comm -12 - "$RUN/have"
}

is_like() {
  like_name=$1
  shift
  for like_pattern in "$@"; do
    # shellcheck disable=SC2254 # it is a pattern.
    case $like_name in $like_pattern) return 0 ;; esac
  done
  return 1
}

# apk keeps SHA-1 in base64, with Q1 before it.
apk_changed() {
  awk '/^P:/ { print substr($0, 3) }' lib/apk/db/installed | sort_lines -u >"$RUN/apk.all"
  (
    set -f
    while IFS= read -r apk_name; do
      # shellcheck disable=SC2086
      ! is_like "$apk_name" $APK_CHECKED || printf '%s\n' "$apk_name"
    done <"$RUN/apk.all"
    turn_of <"$RUN/apk.all"
  ) >"$RUN/apk.now"
  : >"$RUN/diverted"
  awk -v alphabet=ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/ '
    # Two characters are three digits; by whole numbers, since busybox may lack powers.
    function hex(text, i, two, out) {
      out = ""
      for (i = 1; i <= 28; i += 2) {
        two = (index(alphabet, substr(text, i, 1)) - 1) * 64 + index(alphabet "=", substr(text, i + 1, 1)) - 1
        out = out sprintf("%03x", two % 4096)
      }
      return substr(out, 1, 40)
    }
    FILENAME == ARGV[1] { asked[$0] = 1; next }
    /^P:/ { is = asked[substr($0, 3)] } /^F:/ { folder = substr($0, 3) } /^R:/ { file = folder "/" substr($0, 3) }
    /^Z:Q1/ && is { print hex(substr($0, 5)) "  " file }' "$RUN/apk.now" lib/apk/db/installed | expected_digests | digests_differ sha1sum | cut -f 1 >>"$RUN/changed.raw"
}
