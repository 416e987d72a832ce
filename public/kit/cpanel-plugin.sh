#!/bin/sh
# Run as root on each server with cPanel: its customers find "Server status" among their tools, which says what is the
# matter with this very server. Run it again after a change; "sh cpanel-plugin.sh remove" takes it away.
set -eu
site=https://status.example.com
server=$(hostname -f)
case "$server" in
  '' | *[!A-Za-z0-9.-]*)
    echo "This server calls itself \"$server\", which is no host name: set one with hostnamectl, then run this again." >&2
    exit 1
    ;;
esac
theme=/usr/local/cpanel/base/frontend/jupiter
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/install.json" <<JSON
[
  {
    "id": "allclear",
    "type": "link",
    "name": "Server status",
    "group_id": "metrics",
    "order": 1,
    "icon": "allclear.svg",
    "uri": "allclear/index.live.php"
  }
]
JSON
cat >"$work/allclear.svg" <<SVG
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><circle cx="24" cy="24" r="22" fill="#2f7d5b"/><path d="m13 25 8 8 15-18" fill="none" stroke="#fff" stroke-width="5"/></svg>
SVG
tar -czf "$work/allclear.tar.gz" -C "$work" install.json allclear.svg

if [ "${1:-}" = remove ]; then
  /usr/local/cpanel/scripts/uninstall_plugin "$work/allclear.tar.gz" --theme=jupiter
  rm -rf "$theme/allclear"
  exit 0
fi

mkdir -p "$theme/allclear"
cat >"$theme/allclear/index.live.php" <<PHP
<?php
require_once '/usr/local/cpanel/php/cpanel.php';
\$cpanel = new CPANEL();
echo \$cpanel->header('Server status');
?>
<script async src="$site/embed/script.js" data-place="here" data-server="$server"></script>
<p><a href="$site/servers/$server" target="_blank" rel="noopener">All about $server</a></p>
<p><img src="$site/badge/servers/$server.svg" alt="Status of $server" onerror="this.remove()"></p>
<?php
echo \$cpanel->footer();
\$cpanel->end();
PHP
/usr/local/cpanel/scripts/install_plugin "$work/allclear.tar.gz" --theme=jupiter
