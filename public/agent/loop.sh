#!/bin/sh
# Installs Allclear's agent on many servers by ssh, one after the other. Replace SITE (https://status.example.com) and SHA256
# (of the agent, as the desk shows it), and put beside this file what the desk gives to download: allclear-agents.tsv, a line a
# server: host name, token and signing secret, with tabs between. Calls: sh loop.sh [--mode report|copy|move]
# A server that is there already is renewed. Delete the list afterwards: it holds what the servers prove themselves by.
set -u
site='SITE'
sha256='SHA256'
list=allclear-agents.tsv
mode=report
if [ "${1:-}" = --mode ] && [ $# -eq 2 ]; then mode=$2; fi
case $mode in report | copy | move) ;; *) echo "loop.sh: --mode has to be report, copy or move." >&2; exit 64 ;; esac
[ -r "$list" ] || { echo "loop.sh: $list is not here. The desk gives it where agents are made." >&2; exit 66; }
chmod 600 "$list"

remote="cd /root && curl -fsSo allclear-agent $site/agent/allclear-agent && echo '$sha256  allclear-agent' | sha256sum -c - &&
  sh ./allclear-agent install --site $site --mode $mode"
tab=$(printf '\t')
failed=0
# What is read stays apart from what ssh reads: the token and the secret go through ssh, so no list of processes shows them.
while IFS="$tab" read -r host token secret <&3; do
  [ -n "$host" ] || continue
  echo "== $host"
  printf '%s\n' "$token" "$secret" | ssh -o BatchMode=yes -o ConnectTimeout=10 "root@$host" "$remote" || {
    echo "loop.sh: $host was not installed: see above." >&2
    failed=$((failed + 1))
  }
done 3<"$list"
[ "$failed" -eq 0 ] || { echo "loop.sh: $failed servers are missing." >&2; exit 1; }
