# --- renew: the site's newer script, if the key that was kept has signed it ---

# renew: the script that is here checks the new one, since a new one that is not ours would not check itself.
command_renew() {
  [ $# -eq 0 ] || die 'renew takes no options.' 64
  need_root renew
  conf_load
  open_state
  open_run
  [ -r "$STATE/key.pem" ] || die "there is no key of the site in $STATE to check a new script by: run the line that the desk shows (Agents)."
  renew_get allclear-agent.sig
  mv "$RUN/answer" "$RUN/script.sig"
  renew_get allclear-agent
  mv "$RUN/answer" "$RUN/allclear-agent"
  openssl dgst -sha256 -verify "$STATE/key.pem" -signature "$RUN/script.sig" "$RUN/allclear-agent" >/dev/null 2>&1 ||
    die 'the script that the site gave is not signed by the key that is kept here, and was not installed. Compare the key with the one at the desk.'
  if cmp -s "$RUN/allclear-agent" "$PROGRAM"; then
    printf 'This is the newest one: %s\n' "$VERSION"
    return
  fi
  renew_version=$(sed -n "s/^VERSION='\([0-9.]*\)'\$/\1/p" "$RUN/allclear-agent" | head -n 1)
  is_not_older "$renew_version" || die "the site gives ${renew_version:-no version}, which is older than $VERSION: nothing was changed."
  sh -n "$RUN/allclear-agent" || die 'the script that the site gave cannot be read by this shell: nothing was changed.'
  printf 'Renewing %s by %s\n' "$VERSION" "$renew_version"
  sh "$RUN/allclear-agent" install </dev/null
}

# renew_get NAME: leaves it in $RUN/answer, or ends.
renew_get() {
  curl_with 60 "$(printf 'url = "%s/agent/%s"\n' "$(site_address)" "$1")"
  [ "$ANSWER" = 200 ] || die "the site did not give $1, and nothing was changed: $SAID" 75
}

# is_not_older VERSION: by its numbers, from the left.
is_not_older() {
  printf '%s %s\n' "$1" "$VERSION" | awk '
    NF != 2 { exit 1 }
    {
      split($1, new, "."); split($2, old, ".")
      for (i = 1; i <= 3; i++) if (new[i] + 0 != old[i] + 0) exit (new[i] + 0 < old[i] + 0)
      exit 0
    }'
}
