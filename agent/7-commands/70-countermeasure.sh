# --- countermeasure: "slow because of us", shown to customers of this server ---

# Those that this server has begun: id TAB end by our clock TAB what.
COUNTERMEASURES=$STATE/countermeasures

# countermeasure WHAT --minutes N [--note TEXT] · countermeasure [WHAT] --end. Never kept for later: what is shown late is wrong.
command_countermeasure() {
  case ${1:-} in '' | -*) counter_what= ;; *) counter_what=$1; shift ;; esac
  counter_minutes=
  counter_note=
  counter_end=
  while [ $# -gt 0 ]; do
    case $1 in
      --minutes) counter_minutes=$(option_value "$@") || exit 64; shift 2 ;;
      --note) counter_note=$(option_value "$@") || exit 64; shift 2 ;;
      --end) counter_end=1; shift ;;
      *) die "countermeasure has no option \"$1\". It is: allclear-agent countermeasure \"scanning\" --minutes 20 [--note TEXT], or --end." 64 ;;
    esac
  done
  need_root countermeasure
  conf_load
  open_state
  open_run
  if [ -n "$counter_end" ]; then end_countermeasures; else begin_countermeasure; fi
}

# option_value --NAME VALUE…: the value; fails where there is none.
option_value() {
  [ $# -ge 2 ] || die "$1 needs a value." 64
  printf '%s\n' "$2"
}

begin_countermeasure() {
  [ -n "$counter_what" ] || die 'what is being done? Such as: allclear-agent countermeasure "scanning" --minutes 20' 64
  is_line "$counter_what" 80 || die 'what is done has to be one line of at most 80 characters.' 64
  is_line "$counter_note" 500 || die 'the note has to be one line of at most 500 characters.' 64
  case $counter_minutes in
    '') die 'for how long? Add --minutes 20; it ends by itself then.' 64 ;;
    0* | *[!0-9]* | ?????*) counter_minutes=0 ;;
  esac
  if [ "$counter_minutes" -lt 1 ] || [ "$counter_minutes" -gt 1440 ]; then die '--minutes has to be from 1 to 1440.' 64; fi
  # The same again while it lasts is longer, not another one.
  counter_id=$(open_countermeasures | while IFS='	' read -r counter_open counter_until counter_name; do
    [ "$counter_name" != "$counter_what" ] || { printf '%s\n' "$counter_open"; break; }
  done)
  [ -n "$counter_id" ] || counter_id=$(new_id)
  printf '{"version":1,"id":"%s","what":%s,"minutes":%s,"note":%s}' "$counter_id" "$(json_quoted "$counter_what")" \
    "$counter_minutes" "$(json_quoted "$counter_note")" >"$RUN/body"
  post_countermeasure "nothing is shown to customers about \"$counter_what\""
  {
    open_countermeasures | grep -v "^$counter_id	"
    printf '%s\t%s\t%s\n' "$counter_id" "$(($(own_clock) + counter_minutes * 60))" "$counter_what"
  } | keep_file "$COUNTERMEASURES"
  printf '%s until %s\n' "$(answer_field result)" "$(answer_field until)"
  printf 'customers of this server read: %s\n' "$(answer_field shown)"
}

# Those named so, or all.
end_countermeasures() {
  open_countermeasures >"$RUN/open"
  counter_ended=0
  while IFS='	' read -r counter_id counter_until counter_name; do
    [ -z "$counter_what" ] || [ "$counter_what" = "$counter_name" ] || continue
    printf '{"version":1,"id":"%s","end":true}' "$counter_id" >"$RUN/body"
    post_countermeasure "\"$counter_name\" is still shown, until it ends by itself at $(rfc3339 "$counter_until")"
    counter_ended=$((counter_ended + 1))
    printf '%s: %s\n' "$counter_name" "$(answer_field result)"
    grep -v "^$counter_id	" "$COUNTERMEASURES" | keep_file "$COUNTERMEASURES"
  done <"$RUN/open"
  [ "$counter_ended" -gt 0 ] || die 'no countermeasure that this server began is open under that name.'
}

# Those that are not over by themselves.
open_countermeasures() {
  [ ! -r "$COUNTERMEASURES" ] || awk -F '\t' -v now="$(own_clock)" '$2 > now' "$COUNTERMEASURES"
}

# post_countermeasure WHAT FOLLOWS IF IT IS NOT TAKEN
post_countermeasure() {
  site_post /api/agent/countermeasure "$RUN/body" '' 30
  case $? in
    0) return ;;
    2) die "the site did not take it, so $1: $SAID. Try again." 75 ;;
    *) die "the site refused it, so $1: $SAID" ;;
  esac
}

# is_line TEXT MOST: without breaks, and at most MOST characters.
is_line() {
  [ "$(printf '%s' "$1" | tr -d '\200-\277' | wc -c)" -le "$2" ] && [ "$(printf '%s' "$1" | tr -cd '\000-\037\177' | wc -c)" -eq 0 ]
}
