# --- One request to the site ---

# What the last request was answered: its status (000: there was no answer), a sentence for people, seconds that it asks to wait.
ANSWER=000
SAID=
ASKED_WAIT=0

# curl_with SECONDS CONFIGURATION: the answer goes to $RUN/answer and $RUN/headers. What curl is told comes through a pipe, for
# the list of processes shows arguments. No redirects: the token is for this site alone.
curl_with() {
  rm -f "$RUN/answer" "$RUN/headers"
  curl_proto='=https'
  conf_find site ''
  case $conf_found in http://*) curl_proto='=http' ;; esac
  ANSWER=$({
    printf '%s\n' "$2"
    conf_find ca ''
    [ -z "$conf_found" ] || printf 'cacert = "%s"\n' "$conf_found"
    conf_find proxy ''
    [ -z "$conf_found" ] || printf 'proxy = "%s"\n' "$conf_found"
    printf 'user-agent = "allclear-agent/%s"\n' "$VERSION"
  } | curl -q -sS -K - --proto "$curl_proto" --connect-timeout 5 --max-time "$1" --max-filesize 8388608 \
    -o "$RUN/answer" -D "$RUN/headers" -w '%{http_code}' 2>"$RUN/curl-said")
  curl_code=$?
  # A status that came before the answer broke off is no answer.
  [ "$curl_code" -eq 0 ] || ANSWER=000
  ANSWER=${ANSWER:-000}
  read_answer "$curl_code"
}

# read_answer CURL'S CODE
read_answer() {
  [ -r "$RUN/headers" ] || printf '' >"$RUN/headers"
  answer_times=$(http_times <"$RUN/headers")
  ASKED_WAIT=${answer_times#* }
  case $ANSWER in
    000)
      SAID=$(head -c 300 "$RUN/curl-said" | tr '\n' ' ')
      case $1 in
        35 | 51 | 58 | 60 | 77 | 83) SAID="${SAID}The site's certificate has to be valid; if its authority is your own, say ca=FILE in $CONF. Is this machine's clock right?" ;;
      esac
      ;;
    2??)
      SAID=$ANSWER
      learn_clock "${answer_times% *}"
      ;;
    *)
      SAID="$ANSWER $(answer_sentence)"
      case $ANSWER in 3??) SAID="$SAID (a redirect: site in $CONF has to be the address that it leads to)" ;; esac
      learn_clock "${answer_times% *}"
      ;;
  esac
}

# answer_header NAME (in small letters): of the last answer, where a proxy gave some before.
answer_header() {
  awk -v name="$1:" 'tolower($1) == name { value = $0; sub(/^[^:]*:[ \t]*/, "", value); sub(/\r$/, "", value) } END { print value }' "$RUN/headers"
}

# answer_sentence: what the site said: its message, or the beginning of whatever else came; of a page for browsers nothing.
answer_sentence() {
  [ -r "$RUN/answer" ] || return 0
  sentence_text=$(answer_field message)
  [ -n "$sentence_text" ] || sentence_text=$(tr -d '\000-\037\177' <"$RUN/answer" | sed 's/^[[:space:]]*<.*//')
  printf '%.300s' "$sentence_text"
}

# answer_field NAME: a text of the last answer, or nothing.
answer_field() {
  tr -d '\000-\037\177' <"$RUN/answer" | awk -v name="\"$1\":\"" '{
    at = index($0, name)
    if (at == 0) exit
    for (at += length(name); at <= length($0); at++) {
      c = substr($0, at, 1)
      if (c == "\"") break
      if (c == "\\") c = substr($0, ++at, 1)
      printf "%s", c
    }
    print ""
  }'
}

# http_times < HEADERS: the answer's own time and its Retry-After, as seconds since 1970 and seconds; 0 where it gives none.
http_times() {
  awk '
    function epoch(day, name, year, time,    month, t, m, y, era, yoe, doy) {
      month = index("JanFebMarAprMayJunJulAugSepOctNovDec", name)
      if (month % 3 != 1 || split(time, t, ":") != 3 || year < 1970 || year > 9999) return 0
      m = (month + 2) / 3; y = year - (m <= 2); era = int(y / 400); yoe = y - era * 400
      doy = int((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + day - 1
      return (era * 146097 + yoe * 365 + int(yoe / 4) - int(yoe / 100) + doy - 719468) * 86400 + t[1] * 3600 + t[2] * 60 + t[3]
    }
    { sub(/\r$/, "") }
    tolower($1) == "date:" { at = epoch($3, $4, $5, $6) }
    tolower($1) == "retry-after:" { if (NF == 2) wait = int($2); else until = epoch($3, $4, $5, $6) }
    END {
      if (until && at) wait = until - at
      # At most an hour: a site that is mistaken may not silence us.
      if (wait < 0) wait = 0
      if (wait > 3600) wait = 3600
      printf "%.0f %.0f\n", at, wait
    }'
}

# By how much the site's clock is ahead, as its answer says over a connection that is verified. A minute is nothing.
# learn_clock SECONDS SINCE 1970
learn_clock() {
  [ "$1" -gt 0 ] && [ -d "$STATE" ] || return 0
  clock_new=$(($1 - $(own_clock)))
  clock_old=$(clock_offset)
  if [ "$clock_new" -ge -60 ] && [ "$clock_new" -le 60 ]; then clock_new=0; fi
  clock_change=$((clock_new - clock_old))
  if [ "$clock_change" -eq 0 ] || { [ "$clock_new" -ne 0 ] && [ "$clock_change" -ge -60 ] && [ "$clock_change" -le 60 ]; }; then return 0; fi
  if [ "$clock_new" -eq 0 ]; then
    rm -f "$STATE/clock-offset"
    log "this machine's clock agrees with the site's again."
  else
    keep_line "$STATE/clock-offset" "$clock_new"
    log "this machine's clock is wrong by the site's: $(clock_words "$clock_new"). Times are given by the site's clock until it is set (timedatectl, chronyc)."
  fi
}

# clock_words SECONDS THAT THE SITE IS AHEAD
clock_words() {
  if [ "$1" -gt 0 ]; then printf '%s s behind\n' "$1"; else printf '%s s ahead\n' "$((-$1))"; fi
}

# bearer: the header that says who we are.
bearer() {
  conf_find token ''
  printf 'header = "Authorization: Bearer %s"\n' "$conf_found"
}

# send_signed SECONDS PATH FILE ID
send_signed() {
  sign_ready
  signed_at=$(now)
  curl_with "$1" "$(
    printf 'url = "%s%s"\n' "$(site_address)" "$2"
    bearer
    printf 'header = "Content-Type: application/json"\nheader = "webhook-id: %s"\nheader = "webhook-timestamp: %s"\n' "$4" "$signed_at"
    printf 'header = "webhook-signature: v1,%s"\n' "$(signature "$4" "$signed_at" "$3")"
    # A long body would be announced first and wait for an answer, which some proxies never give.
    printf 'header = "Expect:"\ndata-binary = "@%s"\n' "$3"
  )"
}

site_address() {
  conf_find site ''
  printf '%s' "${conf_found%/}"
}

# attempt SECONDS PATH FILE ID: 0: taken; 1: refused; 2: not now; 3: not before the configuration changes. A signature that
# is refused because our clock is wrong is made once more, with the site's time.
attempt() {
  attempt_offset=$(clock_offset)
  send_signed "$@"
  if [ "$ANSWER" = 401 ] && [ "$(clock_offset)" -ne "$attempt_offset" ]; then send_signed "$@"; fi
  case $ANSWER in
    2??) return 0 ;;
    # Two clocks that do not agree are no wrong token, whoever of us two is right.
    401) case $SAID in *webhook-timestamp*) return 2 ;; *) return 3 ;; esac ;;
    000 | 3?? | 408 | 425 | 429 | 5??) return 2 ;;
    *) return 1 ;;
  esac
}

# site_post PATH FILE [ID [SECONDS]]: tries, and again after 2, 4 and 8 seconds, within a minute; answers as attempt does.
site_post() {
  post_until=$(($(uptime_cs) / 100 + ${4:-60}))
  post_id=${3:-$(new_id)}
  for post_wait in 2 4 8 none; do
    post_left=$((post_until - $(uptime_cs) / 100))
    [ "$post_left" -gt 2 ] || return 2
    [ "$post_left" -le 15 ] || post_left=15
    attempt "$post_left" "$1" "$2" "$post_id"
    post_code=$?
    [ "$post_code" -eq 2 ] && [ "$post_wait" != none ] || return "$post_code"
    [ "$ASKED_WAIT" -le "$post_wait" ] || post_wait=$ASKED_WAIT
    [ "$((post_until - $(uptime_cs) / 100))" -gt "$post_wait" ] || return 2
    pause "$post_wait"
  done
}

# A name that no other request has, by which the site knows one that it has had already.
new_id() {
  if read -r new_uuid </proc/sys/kernel/random/uuid; then printf '%s\n' "$new_uuid"; else openssl rand -hex 16; fi
}
