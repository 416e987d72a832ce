# --- Time ---

# Hundredths of a second since the start of the machine: goes on evenly, however the clock is set.
uptime_cs() {
  read -r uptime_text uptime_rest </proc/uptime && : "$uptime_rest"
  uptime_fraction=${uptime_text#*.}
  printf '%s\n' "$((${uptime_text%.*} * 100 + ${uptime_fraction#0}))"
}

# Seconds since 1970 by this machine's clock, right or wrong.
own_clock() {
  if [ -n "$ROOT" ] && [ -n "${ALLCLEAR_TEST_NOW:-}" ]; then printf '%s\n' "$ALLCLEAR_TEST_NOW"; else date +%s; fi
}

# Seconds since 1970 by the site's clock, as far as its answers have told it.
now() {
  printf '%s\n' "$(($(own_clock) + $(clock_offset)))"
}

# By how many seconds the site's clock is ahead of ours; 0 while they agree.
clock_offset() {
  number_in "$STATE/clock-offset" 0
}

# number_in FILE DEFAULT: the whole number that is its first line.
number_in() {
  number_text=
  [ ! -r "$1" ] || { read -r number_text <"$1" || :; }
  case ${number_text#-} in '' | *[!0-9]* | ????????????????*) number_text=$2 ;; esac
  printf '%s\n' "$number_text"
}

# rfc3339 SECONDS
rfc3339() {
  date -u -d "@$1" +%Y-%m-%dT%H:%M:%SZ
}
