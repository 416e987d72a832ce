# --- What was found, and which checks could not be made ---

# check_done NAME [FAULT]: it was made; or why not, which is never the same as clean.
check_done() {
  if [ -z "${2:-}" ]; then
    printf '%s\tok\t\n' "$1" >>"$RUN/checks"
  else
    printf '%s\tunknown\t%s\n' "$1" "$(printf '%.160s' "$2" | tr '\n\t' '  ' | json_text)" >>"$RUN/checks"
  fi
}

# scan_fault TEXT: ends the scan, since what it could not keep would look clean. The heartbeat says why.
scan_fault() {
  printf '%s\n' "$1" 2>/dev/null >"$RUN/scan-fault"
  die "$1"
}

# found CHECK SEVERITY PATH|THING SUMMARY [PACKAGE-ANSWER] [INDICATOR]: PATH as a line, of a file; a thing that is none begins
# with =. The file's owner and digest are looked up here. One path is told of once, by whichever check comes first.
found() {
  ! is_found "$3" || return 0
  found_owner=
  found_digest=
  case $3 in =*) ;; *) look_at "$3" ;; esac
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" "$found_owner" "$found_digest" "${5:-}" "${6:-}" >>"$RUN/found"
}

is_found() {
  cut -f 3 "$RUN/found" | grep -qxF -e "$1"
}

# look_at PATH: sets found_owner (root:root 0755) and found_digest. What is too large to be read in passing has none.
look_at() {
  set_name "$1"
  found_owner=$(stat -c '%U:%G %a %s' -- "./$NAME" 2>/dev/null) || {
    found_owner=
    return 0
  }
  look_size=${found_owner##* }
  found_owner=${found_owner% *}
  found_mode=$(printf '%04d' "${found_owner##* }")
  found_owner="${found_owner% *} $found_mode"
  if [ -f "./$NAME" ] && [ ! -L "./$NAME" ] && [ "$look_size" -le "$DIGEST_LIMIT" ]; then
    found_digest=$(digest_of "./$NAME")
  fi
}

# digest_of FILE: its SHA-256 in hex.
digest_of() {
  sha256sum <"$1" 2>/dev/null | cut -d ' ' -f 1
}

# base_name PATH: the end of a path, short enough for a sentence.
base_name() {
  case $1 in *["$ODD"]*) printf '%.80s' "${1##*/}" | tr '\001\002\003' '???' ;; *) printf '%.80s' "${1##*/}" ;; esac
}

# findings_write: $RUN/found as the site gets it, each with what the quarantine did, in $RUN/findings.
findings_write() {
  : >"$RUN/findings"
  write_now=$(now)
  while IFS= read -r write_line; do
    split_found "$write_line"
    case $F_THING in =*) write_path= ;; *) write_path=/$F_THING ;; esac
    write_print=$F_CHECK:$(printf '%s' "$F_THING" | sha256sum | cut -c 1-32)
    write_since=$(awk -F '\t' -v wanted="$write_print" '$1 == wanted { print $9; exit }' "$STATE/findings" 2>/dev/null)
    F_ACTION=reported
    [ -z "$write_path" ] || quarantine_finding
    set_name "$write_path"
    write_line=$write_print'	'$F_SEVERITY'	'$F_CHECK
    for write_text in "$NAME" "$F_SUMMARY" "$F_OWNER" "$F_DIGEST" "$F_PACKAGE" "${write_since:-$write_now}" "$F_ACTION" "$F_INDICATOR"; do
      escape "$write_text"
      write_line=$write_line'	'$ESCAPED
    done
    printf '%s\n' "$write_line" >>"$RUN/findings"
  done <"$RUN/found"
}

# split_found LINE: its fields, empty ones too, which read would swallow.
split_found() {
  split_rest=$1
  for split_field in F_CHECK F_SEVERITY F_THING F_SUMMARY F_OWNER F_DIGEST F_PACKAGE; do
    split_value=${split_rest%%	*}
    split_rest=${split_rest#*	}
    case $split_field in
      F_CHECK) F_CHECK=$split_value ;;
      F_SEVERITY) F_SEVERITY=$split_value ;;
      F_THING) F_THING=$split_value ;;
      F_SUMMARY) F_SUMMARY=$split_value ;;
      F_OWNER) F_OWNER=$split_value ;;
      F_DIGEST) F_DIGEST=$split_value ;;
      F_PACKAGE) F_PACKAGE=$split_value ;;
    esac
  done
  F_INDICATOR=$split_rest
}
