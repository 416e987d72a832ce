# --- The list of indicators: the owner's own, or the one that the site signed ---

# Lines of "ID TAB TYPE TAB VALUE" or, in the owner's, a value alone. Leaves $RUN/indicators: TYPE TAB ID TAB VALUE. What cannot be used is named in $RUN/indicators.fault.
indicators_read() {
  : >"$RUN/indicators.fault"
  : >"$RUN/indicators"
  indicators_from=$(indicators_file 2>"$RUN/indicators.fault")
  if [ -n "$indicators_from" ]; then
    head -n 5000 "$indicators_from" | indicators_of "$RUN/indicators.fault" >"$RUN/indicators"
    [ "$(wc -l <"$indicators_from")" -le 5000 ] || echo 'the list has more than 5000 lines, of which the first are used' >>"$RUN/indicators.fault"
  fi
  INDICATORS_FAULT=$(head -n 1 "$RUN/indicators.fault")
}

# A bare line is what it looks like. A value that no line can hold, or a string too short to prove anything, is a fault.
indicators_of() {
  tr -d '\r' | awk -F '\t' -v fault="$1" '
    function bad(why) { print "indicator in line " NR " " why >>fault }
    function plain(text, out, at, next_one) {
      out = ""
      while ((at = index(text, "\\")) > 0) {
        next_one = substr(text, at + 1, 1)
        if (next_one != "\\" && next_one != "\"" && next_one != "/") return ""
        out = out substr(text, 1, at - 1) next_one; text = substr(text, at + 2)
      }
      return out text
    }
    function kind(text) {
      if (text ~ /^[0-9a-fA-F]+$/ && length(text) == 64) return "sha256"
      if (text ~ /^[0-9a-fA-F]+$/ && length(text) == 40) return "sha1"
      if (text ~ /^[0-9a-fA-F]+$/ && length(text) == 32) return "md5"
      if (text ~ /^\//) return "path"
      if (text ~ /^@/) return "socket"
      if (text ~ /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/) return "address"
      if (text ~ /[ \t]/) return "string"
      return "name"
    }
    /^allclear-indicators / || /^#/ || /^[ \t]*$/ { next }
    NF == 1 { id = $1; type = kind($1); value = $1 }
    NF > 1 { id = $1; type = $2; value = plain($3) }
    NF > 3 || type !~ /^(path|name|sha256|sha1|md5|string|address|domain|socket)$/ { bad("is no line of such a list"); next }
    type ~ /^(sha|md)/ { value = tolower(value) }
    value == "" { bad("has a value that cannot be looked for"); next }
    type == "string" && length(value) < 6 { bad("is a string of less than 6 characters"); next }
    value ~ /^(d41d8cd98f00b204e9800998ecf8427e|da39a3ee5e6b4b0d3255bfef95601890afd80709|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855)$/ { bad("is the digest of an empty file"); next }
    type == "path" && (value !~ /^\// || value ~ /\/\.\.(\/|$)/) { bad("is no whole path"); next }
    type == "name" && value ~ /\// { bad("is no name of a file"); next }
    { print type "\t" substr(id, 1, 64) "\t" value }'
}

# Each line of $RUN/indicators of a type, as VALUE TAB ID.
indicators_as() {
  [ ! -s "$RUN/indicators" ] || awk -F '\t' -v type="$1" '$1 == type { print substr($0, length($1 $2) + 3) "\t" $2 }' "$RUN/indicators"
}

# Paths and names: files that are there and that no package owns.
indicator_files() {
  [ -s "$RUN/indicators" ] || return 0
  indicators_as path >"$RUN/indicator.paths"
  while IFS='	' read -r path_value path_id; do
    path_line=${path_value#/}
    [ -e "./$path_line" ] || [ -L "./$path_line" ] || continue
    indicator_file "$(printf '%s\n' "$path_line" | sed -f "$RUN/canon.sed")" "$path_id"
  done <"$RUN/indicator.paths"
  indicators_as name >"$RUN/indicator.names"
  [ -s "$RUN/indicator.names" ] || return 0
  { cat "$RUN/own"; if [ -n "$PACKAGES_FAULT" ]; then cat "$RUN/have"; else cat "$RUN/unowned"; fi; } |
    awk -F '\t' 'FILENAME == ARGV[1] { id[$1] = $2; next } { name = $1; sub(".*/", "", name) } name in id { print $1 "\t" id[name] }' "$RUN/indicator.names" - |
    head -n 100 >"$RUN/indicator.named"
  while IFS='	' read -r path_line path_id; do
    indicator_file "$path_line" "$path_id"
  done <"$RUN/indicator.named"
}

# indicator_file PATH ID
indicator_file() {
  known_owned "$1" && return
  case $? in
    1) found indicator critical "$1" "A file from the list of indicators is there: $(base_name "$1")" 'owned by no package' "$2" ;;
    *) found indicator warning "$1" "A file from the list of indicators is there: $(base_name "$1")" "who owns it cannot be told: $PACKAGES_FAULT" "$2" ;;
  esac
}

# Digests and strings: of what no package owns, and of what is no longer as its package brought it.
indicator_contents() {
  [ -s "$RUN/indicators" ] || return 0
  stat_lines <"$RUN/changed" | with_digests >"$RUN/changed.digests"
  awk -F '\t' 'FILENAME == ARGV[1] { if ($1 ~ /^(sha256|sha1|md5)$/) id[$3] = $2; next }
    { for (i = 3; i <= 5; i++) if ($i != "" && $i in id) { print $1 "\t" id[$i]; next } }' "$RUN/indicators" "$RUN/digests" "$RUN/changed.digests" | sort_lines -u >"$RUN/indicator.hits"
  indicator_strings >>"$RUN/indicator.hits"
  head -n 100 "$RUN/indicator.hits" >"$RUN/indicator.told"
  while IFS='	' read -r path_line path_id; do
    [ -f "./$path_line" ] || continue
    found indicator critical "$path_line" "A file with contents from the list of indicators: $(base_name "$path_line")" "$(contents_owner "$path_line")" "$path_id"
  done <"$RUN/indicator.told"
}

contents_owner() {
  if grep -qxF -e "$1" "$RUN/changed"; then
    printf 'owned by %s, with other contents than it brought\n' "$(package_of "$1")"
  else
    echo 'owned by no package'
  fi
}

# Strings are looked for in files up to 5 MB, once for each file and list: what was read and had none is remembered.
indicator_strings() {
  awk -F '\t' '$1 == "string"' "$RUN/indicators" >"$RUN/strings"
  [ -s "$RUN/strings" ] || return 0
  strings_list=$(digest_of "$RUN/strings")
  cut -f 1,2 "$RUN/digests" "$RUN/changed.digests" | awk -F '\t' -v list="$strings_list" '{ split($2, stat, " ") } stat[1] + 0 <= 5242880 { print $0 "\t" list }' | sort_lines -u >"$RUN/strings.all"
  { cat "$STATE/cache/stringless" 2>/dev/null; : ; } | comm -23 "$RUN/strings.all" - >"$RUN/strings.files"
  cut -f 3 "$RUN/strings" >"$RUN/strings.values"
  cut -f 1 "$RUN/strings.files" | names_of_lines | xargs -0 -r grep -lF -f "$RUN/strings.values" -- 2>/dev/null | sort_lines >"$RUN/strings.hit"
  if [ -n "$MAY_WRITE" ]; then
    awk -F '\t' 'FILENAME == ARGV[1] { hit[$0] = 1; next } !($1 in hit)' "$RUN/strings.hit" "$RUN/strings.all" | sort_lines | keep_file "$STATE/cache/stringless"
  fi
  while IFS= read -r strings_path; do
    while IFS='	' read -r _ strings_id strings_value; do
      if grep -qF -e "$strings_value" -- "./$strings_path"; then
        printf '%s\t%s\n' "$strings_path" "$strings_id"
        break
      fi
    done <"$RUN/strings"
  done <"$RUN/strings.hit"
}
