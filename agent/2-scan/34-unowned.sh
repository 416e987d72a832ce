# --- Files that no package owns ---

# Larger files are not read for a digest: 64 MB. Nor is more than 1 GB in one scan, so that a first one ends.
DIGEST_LIMIT=67108864
DIGEST_TOTAL=1073741824
# From this many new files on they are told of by folder, so that a compiled program is one finding and not a thousand.
GROUPED_FROM=40

# Names of Ebury's published files, wherever in the folders of libraries. As a name alone none is proof: see 'owned by'.
KNOWN_NAMES='(^|/)(libkeyutils\.so\.1\.9|libkeyutils-1\.2\.so\.[02]|libkeyutils\.so\.1\.3\.[02]|lib(ns2|ns5|pw3|pw5|sbr|slr|stz|tsq|tsr|keystats|keyctl|rwctl)\.so|tls/libkeyutils[^/]*)$'

# What systems make for themselves, next to their packages: docs/agent.md has this list. Known names are looked for before.
MADE_HERE='/__pycache__/[^/]*\.py[co]$
^usr/lib/python[0-9.]*/lib2to3/[A-Za-z]*\.pickle$
^usr/lib/locale/locale-archive$
/gconv/gconv-modules\.cache$
/gdk-pixbuf-2\.0/[^/]*/loaders\.cache$
/gtk-[234]\.0/[^/]*/(immodules|printbackends)\.cache$
/gio/modules/giomodule\.cache$
/modules/[^/]*/modules\.[a-z.]*$
^usr/lib/udev/hwdb\.bin$
^usr/lib/sysimage/
^(usr/)?lib/apk/
^(usr/)?lib/rc/cache/
^usr/lib/jvm/.*/classes(_nocoops|_coh|_nocoops_coh)?\.jsa$
^usr/lib/fontconfig/cache/
^usr/lib/ghc(-[0-9.]*)?/.*/package\.cache(\.lock)?$'

# Leaves in $RUN: unowned (all of them, links to libraries too), strange (without what systems make for themselves).
unowned_list() {
  sort_lines -u "$RUN/have" "$RUN/sonames" | comm -23 - "$RUN/owned" >"$RUN/unowned" || scan_fault "$RUN/unowned cannot be written. Is the disk full? (df -h $RUN)"
  comm -12 "$RUN/unowned" "$RUN/have" | grep -v -E -e "$MADE_HERE" >"$RUN/strange.all"
  if grep -q '/updates/\|/extra/' "$RUN/strange.all"; then
    find var/lib/dkms -name '*.ko*' -type f 2>/dev/null | sed 's#.*/##; s#\.[gxz][zs]*t*$##' | sort -u >"$RUN/dkms"
    awk 'FILENAME == ARGV[1] { built[$0] = 1; next } { name = $0; sub(".*/", "", name); sub("\\.[gxz][zs]*t*$", "", name) }
      !(name in built && $0 ~ "/modules/[^/]*/(updates|extra)/")' "$RUN/dkms" "$RUN/strange.all" >"$RUN/strange"
  else
    mv "$RUN/strange.all" "$RUN/strange"
  fi
}

# known_names FAULT: listed names that no package owns. If nobody can tell who owns them, that is said, and weighs less.
known_names() {
  { cat "$RUN/own"; if [ -n "$1" ]; then sort_lines -u "$RUN/have" "$RUN/sonames"; else cat "$RUN/unowned"; fi; } |
    grep -E -e "$KNOWN_NAMES" | head -n 100 >"$RUN/known"
  while IFS= read -r known_path; do
    known_owned "$known_path" && continue
    known_answer=$?
    is_below "$known_path" "$OWN_CANDIDATES" && known_answer=3
    known_title="A library of a name that malware for SSH is known by: $(base_name "$known_path")"
    case $known_answer in
      1) found known-name critical "$known_path" "$known_title" 'owned by no package' ;;
      3) found known-name warning "$known_path" "$known_title" 'in a folder of what was installed by hand, where packages own nothing' ;;
      *) found known-name warning "$known_path" "$known_title" "who owns it cannot be told: $PACKAGES_FAULT" ;;
    esac
  done <"$RUN/known"
  check_done known-name "${1:-$WALK_FAULT}"
}

# known_owned PATH: asks again, by each way to write it. A link counts by what it leads to. Returns 0, 1 or 2 as package_of.
known_owned() {
  owned_path=$1
  set_name "$1"
  if [ -L "./$NAME" ]; then
    owned_path=$(real_file "$NAME") || return 1
  fi
  package_of "$owned_path" >/dev/null
}

# real_file NAME: what a link leads to, as a path relative to the root; fails if it leads nowhere, or out of the root.
real_file() {
  real_path=$(readlink -f "./$1") || return 1
  case $real_path in "$WALK_ROOT"/*) printf '%s\n' "${real_path#"$WALK_ROOT"/}" ;; *) return 1 ;; esac
}

# unowned_compare: leaves in $RUN what is new since the baseline (news.paths), or has become another file (other.paths), and
# in digests the contents of all that is strange. What lies there for long is read once: digests go by size, times, mode, owner.
unowned_compare() {
  stat_lines <"$RUN/strange" | sort_lines >"$RUN/strange.stat"
  : >"$RUN/news.paths"
  : >"$RUN/other.paths"
  if [ ! -e "$STATE/baseline/unowned" ]; then
    with_digests <"$RUN/strange.stat" | sort_lines >"$RUN/digests"
    news unowned <"$RUN/digests"
    return
  fi
  cut -f 1,2 "$STATE/baseline/unowned" | comm -23 "$RUN/strange.stat" - >"$RUN/news.stat"
  cp "$STATE/baseline/unowned" "$RUN/digests"
  [ -s "$RUN/news.stat" ] || return 0
  { cat "$STATE/cache/digests" 2>/dev/null; : ; } >"$RUN/cache.digests"
  cut -f 1,2 "$RUN/cache.digests" | comm -23 "$RUN/news.stat" - | head -n 500 | with_digests >"$RUN/digests.new"
  awk -F '\t' 'FILENAME == ARGV[1] { is[$0] = 1; next } is[$1 "\t" $2]' "$RUN/news.stat" "$RUN/cache.digests" | cat - "$RUN/digests.new" | sort_lines >"$RUN/news.digests"
  [ -z "$MAY_WRITE" ] || keep_file "$STATE/cache/digests" <"$RUN/news.digests"
  cat "$STATE/baseline/unowned" "$RUN/news.digests" >"$RUN/digests"
  # The same contents under another time or mode are no news, and are remembered so.
  awk -F '\t' 'FILENAME == ARGV[1] { at[$1] = at[$1] " " $3; next } $3 != "" && index(at[$1], $3)' "$STATE/baseline/unowned" "$RUN/news.digests" >"$RUN/same"
  [ ! -s "$RUN/same" ] || baseline_add unowned <"$RUN/same"
  cut -f 1 "$RUN/same" | sort_lines -u >"$RUN/same.paths"
  cut -f 1 "$RUN/news.stat" | comm -23 - "$RUN/same.paths" >"$RUN/news.paths"
  cut -f 1 "$STATE/baseline/unowned" | sort_lines -u | comm -12 - "$RUN/news.paths" >"$RUN/other.paths"
}

# with_digests < "PATH TAB STAT": the same, and TAB SHA-256 TAB SHA-1 TAB MD5, which are empty for what is too large.
with_digests() {
  cat >"$RUN/with.stat"
  [ -s "$RUN/with.stat" ] || return 0
  awk -F '\t' -v limit="$DIGEST_LIMIT" -v left="$DIGEST_TOTAL" '{ split($2, stat, " ") }
    stat[1] + 0 <= limit && stat[1] + 0 <= left { left -= stat[1]; print $1 }' "$RUN/with.stat" >"$RUN/with.paths"
  for with_program in sha256sum sha1sum md5sum; do
    names_of_lines <"$RUN/with.paths" | xargs -0 -r "$with_program" -- 2>/dev/null | plain_digests >"$RUN/with.$with_program"
  done
  awk -F '\t' 'FILENAME != ARGV[4] { digest[FILENAME, $1] = $2; next }
    { print $0 "\t" digest[ARGV[1], $1] "\t" digest[ARGV[2], $1] "\t" digest[ARGV[3], $1] }' "$RUN/with.sha256sum" "$RUN/with.sha1sum" "$RUN/with.md5sum" "$RUN/with.stat"
}

# links_tell: new links that nobody owns and that lead out of all folders of libraries. What leads to another file there is
# told of as that file.
links_tell() {
  comm -12 "$RUN/unowned" "$RUN/sonames" | news links | head -n 100 >"$RUN/links.news"
  while IFS= read -r links_path; do
    set_name "$links_path"
    if links_to=$(real_file "$NAME"); then
      is_below "$links_to" "$WALK_FOLDERS $OWN_CANDIDATES" && continue
    elif [ ! -e "./$NAME" ]; then
      continue
    fi
    found unowned-file warning "$links_path" "A new link that no package owns leads out of the folders of libraries: $(base_name "$links_path")" 'owned by no package'
  done <"$RUN/links.news"
}

unowned_tell() {
  check_done unowned-file "$WALK_FAULT"
  links_tell
  [ -s "$RUN/strange" ] || return 0
  grep -e "[$ODD]" "$RUN/strange" | head -n 20 >"$RUN/odd"
  while IFS= read -r odd_path; do
    found unowned-file warning "$odd_path" "No package owns this file, and its name holds control characters: $(base_name "$odd_path")" 'owned by no package'
  done <"$RUN/odd"
  cut -f 3 "$RUN/found" | sort_lines -u | comm -23 "$RUN/news.paths" - >"$RUN/news.tell"
  grouped_paths <"$RUN/news.tell" >"$RUN/news.groups"
  while IFS='	' read -r tell_path tell_count; do
    if [ -n "$tell_count" ]; then
      found unowned-file warning "$tell_path" "$tell_count new files below this folder that no package owns" 'owned by no package'
    elif grep -qxF -e "$tell_path" "$RUN/other.paths"; then
      found unowned-file warning "$tell_path" "A file that no package owns has become another one: $(base_name "$tell_path")" 'owned by no package'
    else
      found unowned-file warning "$tell_path" "A new file that no package owns: $(base_name "$tell_path")" 'owned by no package'
    fi
  done <"$RUN/news.groups"
}

# grouped_paths < PATHS: as they are, while they are few; else PATH, or FOLDER TAB COUNT for what lies together. At most 200.
grouped_paths() {
  awk -F / -v from="$GROUPED_FROM" '
    function folder(depth, i, out) { out = $1; for (i = 2; i <= depth && i < NF; i++) out = out "/" $i; return out }
    { path[NR] = $0; near[NR] = folder(4); far[NR] = folder(2); nearby[near[NR]]++ }
    END {
      for (i = 1; i <= NR; i++) if (NR < from || nearby[near[i]] < 10) alone[far[i]]++
      for (i = 1; i <= NR; i++) {
        if (NR >= from && nearby[near[i]] >= 10) at = near[i]
        else if (alone[far[i]] > 100) at = far[i]
        else { print path[i]; continue }
        count[at]++
      }
      for (at in count) print at "\t" count[at]
    }' | sort_lines | head -n 200
}
