# --- Alerts: what is new, changed or gone since the site was last told ---

# How many findings the site takes in a heartbeat; more are no list that anybody reads.
MOST_FINDINGS=1000

# settle_findings: makes $RUN/current of what was found now and what nobody can say is gone: a check that failed, or was not
# reached, has not found its findings to be clean. Critical ones first, since the rest may be cut off.
settle_findings() {
  touch "$STATE/findings" "$RUN/findings" "$RUN/checks"
  settle_by=
  [ ! -r "$STATE/findings-by" ] || read -r settle_by <"$STATE/findings-by"
  awk -F '\t' -v same="$settle_by" -v version="$VERSION" -v most="$MOST_FINDINGS" '
    function keep() { seen[$1]; if ($2 == "critical") critical[++criticals] = $0; else other[++others] = $0 }
    part == 1 { if (!($1 in state) || $2 != "ok") state[$1] = $2; next }
    part == 2 && NF >= 10 && !($1 in seen) { keep(); next }
    # A check that a new version no longer has says nothing about its findings for ever.
    part == 3 && NF >= 10 && !($1 in seen) && (($3 in state) ? state[$3] != "ok" : same == version) { keep() }
    END {
      for (i = 1; i <= criticals && i <= most; i++) print critical[i]
      for (i = 1; i <= others && i <= most - criticals; i++) print other[i]
      if (criticals + others > most) print criticals + others - most >cut_off
    }
  ' cut_off="$RUN/cut-off" part=1 "$RUN/checks" part=2 "$RUN/findings" part=3 "$STATE/findings" >"$RUN/current"
}

# put_alerts: spools what the site is to hear, and only then notes that it was told. 0: there was something; 1: nothing.
put_alerts() {
  alerts_again=0
  # A run that was killed between both has put what nothing here tells of: all is told once more.
  [ ! -e "$STATE/telling" ] || alerts_again=1
  if [ -e "$STATE/announce-again" ]; then
    alerts_due=$(($(number_in "$STATE/announce-again" 0) - $(own_clock)))
    # In two hours it cannot be due: the clock was set back.
    if [ "$alerts_due" -le 0 ] || [ "$alerts_due" -gt 7200 ]; then alerts_again=1; fi
  fi
  rm -f "$RUN"/alerts-*
  awk -F '\t' -v again="$alerts_again" -v now="$(now)" -v out="$RUN/alerts-" "$ALERTS_AWK" \
    part=1 "$STATE/findings" part=2 "$RUN/current" || return 1
  alerts_put=1
  for alerts_file in "$RUN"/alerts-*; do
    [ -e "$alerts_file" ] || continue
    printf '' 2>/dev/null >"$STATE/telling"
    spool_put alerts <"$alerts_file" || send_unkept alerts "$alerts_file" || return 1
    alerts_put=0
  done
  test_hook before-told
  keep_line "$STATE/findings-by" "$VERSION"
  { keep_synced "$STATE/findings.new" <"$RUN/current" && mv -f "$STATE/findings.new" "$STATE/findings"; } || return "$alerts_put"
  [ "$alerts_again" -eq 0 ] || rm -f "$STATE/announce-again"
  rm -f "$STATE/telling"
  return "$alerts_put"
}

# Bodies of at most 500 alerts and about 1 MB. All texts are JSON already; one that is too long is cut between characters.
# shellcheck disable=SC2016
ALERTS_AWK='
  function cut(text,    at, step, c) {
    if (length(text) <= 2000) return text
    for (at = 1; at <= 2000; at += step) {
      c = substr(text, at, 1)
      if (c == "\\") step = substr(text, at + 1, 1) == "u" ? 6 : 2
      else step = c < "\300" ? 1 : c < "\340" ? 2 : c < "\360" ? 3 : 4
      if (at + step > 2001) break
    }
    return substr(text, 1, at - 1) "…"
  }
  function stamp(epoch,    days, left, era, doe, yoe, doy, mp, d, m, y) {
    days = int(epoch / 86400); left = epoch - days * 86400
    days += 719468; era = int(days / 146097); doe = days - era * 146097
    yoe = int((doe - int(doe / 1460) + int(doe / 36524) - int(doe / 146096)) / 365)
    doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100)); mp = int((5 * doy + 2) / 153)
    d = doy - int((153 * mp + 2) / 5) + 1; m = mp + (mp < 10 ? 3 : -9); y = yoe + era * 400 + (m <= 2)
    return sprintf("%04d-%02d-%02dT%02d:%02d:%02dZ", y, m, d, int(left / 3600), int(left / 60) % 60, left % 60)
  }
  function label(name, value) { if (value != "") labels = labels (labels == "" ? "" : ",") "\"" name "\":\"" cut(value) "\"" }
  function alert(line, state,    f, body) {
    split(line, f, FS)
    labels = ""
    label("check", f[3]); label("path", f[4]); label("owner", f[6]); label("sha256", f[7]); label("package", f[8])
    if (f[9] > 0) label("firstSeen", stamp(f[9]))
    label("action", f[10]); label("indicator", f[11])
    body = "{\"fingerprint\":\"" f[1] "\",\"server\":null,\"kind\":\"suspicious-file\",\"state\":\"" state "\",\"severity\":\"" \
      f[2] "\",\"summary\":\"" cut(f[5]) "\"" (f[9] > 0 ? ",\"startsAt\":\"" stamp(f[9]) "\"" : "") \
      (state == "resolved" ? ",\"endsAt\":\"" stamp(now) "\"" : "") ",\"labels\":{" labels "}}"
    if (count == 500 || bytes + length(body) > 1000000) finish()
    if (count == 0) { file = out sprintf("%03d", ++files); printf "{\"version\":1,\"alerts\":[" >file }
    printf "%s%s", (count ? "," : ""), body >file
    count++; bytes += length(body)
  }
  function finish() { if (count) { printf "]}" >file; close(file) } count = 0; bytes = 0 }
  function facts(line,    f) {
    split(line, f, FS)
    return f[2] FS f[4] FS f[5] FS f[6] FS f[7] FS f[8] FS f[10] FS f[11]
  }
  # What is no finding was left by a power cut.
  NF < 10 { next }
  part == 1 { told[$1] = $0; order[++n] = $1; next }
  { still[$1]; if (again || !($1 in told) || facts(told[$1]) != facts($0)) alert($0, "firing") }
  END { for (i = 1; i <= n; i++) if (!(order[i] in still)) alert(told[order[i]], "resolved"); finish() }'
