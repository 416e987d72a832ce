#!/bin/sh
# Runs the site from the folder that it was packed to, or a program beside it: allclear desk-link dana@example.net
set -eu
cd "$(dirname "$0")/.."
export NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
# As much room for young objects as `npm start` gives them.
[ $# -gt 0 ] || exec bin/node --min-semi-space-size=16 --max-semi-space-size=32 server.ts
if [ ! -f "scripts/$1.ts" ]; then
  echo "allclear: there is no \"$1\". There are:" >&2
  for script in scripts/*.ts; do basename "$script" .ts >&2; done
  exit 2
fi
script=$1
shift
exec bin/node "scripts/$script.ts" "$@"
