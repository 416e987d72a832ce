# --- Indicators: the site's list of what to look for, only where the configuration says indicators=fetch ---

# indicators_file: the list that counts, or nothing. The local one belongs to root and to nobody else.
indicators_file() {
  if [ "$(conf_get indicators local)" = fetch ]; then
    [ ! -r "$STATE/indicators" ] || printf '%s\n' "$STATE/indicators"
  elif [ -e "$ROOT/etc/allclear-agent.indicators" ]; then
    if is_ours "$ROOT/etc/allclear-agent.indicators"; then
      printf '%s\n' "$ROOT/etc/allclear-agent.indicators"
    else
      log "$ROOT/etc/allclear-agent.indicators has to be a plain file that belongs to root and that nobody else can write: it is not used."
    fi
  fi
}

# indicators_head FILE: version and time of its list, from its first line; nothing where it has none.
indicators_head() {
  [ -r "$1" ] || return 0
  head -n 1 "$1" | sed -n 's/^allclear-indicators 1 \([0-9]\{1,15\}\) \([0-9]\{1,12\}\) \([0-9]\{1,9\}\)$/\1 \2 \3/p'
}

# For the heartbeat; null: there is no list, or it has no version.
indicators_version() {
  version_head=$(indicators_head "$(indicators_file)")
  echo "${version_head:-null}" | cut -d ' ' -f 1
}

indicators_words() {
  words_version=$(indicators_version)
  if [ "$(conf_get indicators local)" = fetch ]; then words_from="from the site"; else words_from="of this server (/etc/allclear-agent.indicators)"; fi
  if [ -s "$STATE/indicators-fault" ]; then words_fault=". Not renewed: $(head -n 1 "$STATE/indicators-fault")"; else words_fault=; fi
  case $words_version in
    null) printf 'none %s%s\n' "$words_from" "$words_fault" ;;
    *) printf 'version %s %s%s\n' "$words_version" "$words_from" "$words_fault" ;;
  esac
}

# fetch_indicators: takes a newer list with the right signature; otherwise the old one stays, and the heartbeat says why.
fetch_indicators() {
  if [ ! -r "$STATE/key.pem" ] && ! pin_key; then
    fetch_fault "$PIN_FAULT"
    return 1
  fi
  fetch_tag=$(cat "$STATE/indicators-tag" 2>/dev/null)
  curl_with 10 "$(
    printf 'url = "%s/agent/indicators"\n' "$(site_address)"
    bearer
    [ ! -r "$STATE/indicators" ] || [ -z "$fetch_tag" ] || printf 'header = "If-None-Match: \\"%s\\""\n' "$fetch_tag"
  )"
  case $ANSWER in
    200) ;;
    304)
      rm -f "$STATE/indicators-fault"
      return 0
      ;;
    *) fetch_fault "the site did not give it: $SAID"; return 1 ;;
  esac
  mv "$RUN/answer" "$RUN/indicators"
  fetch_tag=$(answer_header etag | sed 's/^W\///; s/"//g')
  curl_with 10 "$(
    printf 'url = "%s/agent/indicators.sig"\n' "$(site_address)"
    bearer
  )"
  [ "$ANSWER" = 200 ] || { fetch_fault "the site did not give its signature: $SAID"; return 1; }
  accept_indicators
}

accept_indicators() {
  openssl dgst -sha256 -verify "$STATE/key.pem" -signature "$RUN/answer" "$RUN/indicators" >/dev/null 2>&1 ||
    { fetch_fault 'its signature is not by the key that was pinned when this agent was installed'; return 1; }
  accept_new=$(indicators_head "$RUN/indicators")
  [ -n "$accept_new" ] || { fetch_fault 'its first line is not that of a list'; return 1; }
  accept_old=$(indicators_head "$STATE/indicators")
  if [ -n "$accept_old" ] && [ "${accept_new%% *}" -lt "${accept_old%% *}" ]; then
    fetch_fault "version ${accept_new%% *} is older than ${accept_old%% *}, which is here"
    return 1
  fi
  keep_file "$STATE/indicators" <"$RUN/indicators" || return 1
  case $fetch_tag in *[!A-Za-z0-9._-]*) fetch_tag= ;; esac
  keep_line "$STATE/indicators-tag" "$fetch_tag"
  rm -f "$STATE/indicators-fault"
}

# fetch_fault WHY
fetch_fault() {
  log "the list of indicators was not renewed: $1."
  keep_line "$STATE/indicators-fault" "$1"
}

# pin_key: keeps the site's public key, once. Another key later is refused, until a person takes away the one that is kept.
# Fails with PIN_FAULT.
pin_key() {
  curl_with 15 "$(printf 'url = "%s/agent/key.pem"\n' "$(site_address)")"
  PIN_FAULT="the site did not give its key: $SAID"
  [ "$ANSWER" = 200 ] || return 1
  PIN_FAULT='what the site gave is no public key'
  openssl pkey -pubin -in "$RUN/answer" -outform DER >"$RUN/key.der" 2>/dev/null || return 1
  [ -r "$STATE/key.pem" ] || { keep_file "$STATE/key.pem" <"$RUN/answer"; return; }
  PIN_FAULT="the site has another key than the one that is kept. If staff have changed it (compare at the desk): rm $STATE/key.pem"
  openssl pkey -pubin -in "$STATE/key.pem" -outform DER 2>/dev/null | cmp -s - "$RUN/key.der"
}

# The key's SHA-256, as the desk shows it.
key_words() {
  openssl pkey -pubin -in "$STATE/key.pem" -outform DER 2>/dev/null | openssl dgst -sha256 | sed 's/^.*= *//'
}
