#!/bin/sh
# Allclear's agent: every five minutes it looks for suspicious files on this server and tells the site what it found.
# It changes no firewall, uploads no file's contents, deletes nothing and takes no commands from anywhere.
# For sh as dash, busybox and bash have it, with openssl and curl. How it works: docs/agent.md.
VERSION='1.0.0'

# Nothing of whoever calls may change what is run, trusted or shown to others.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
IFS=' 	
'
export PATH LC_ALL
unset CDPATH ENV BASH_ENV CURL_HOME CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR SSLKEYLOGFILE OPENSSL_CONF TMPDIR
umask 077
set -u

# Before each path of the system: a throw-away root, for tests alone, whose test-bin plays the system's programs.
ROOT=${ALLCLEAR_ROOT:-}
[ -z "$ROOT" ] || PATH=$ROOT/test-bin:$PATH

STATE=$ROOT/var/lib/allclear-agent
CONF=$ROOT/etc/allclear-agent.conf
PROGRAM=$ROOT/usr/local/sbin/allclear-agent
# This call's own folder: scan_all puts `findings` and `checks` there. Empty until open_run has made it.
RUN=

# log TEXT: to whoever reads: a terminal, the journal, or cron's mail.
log() {
  printf 'allclear-agent: %s\n' "$1" >&2
}

# die TEXT [CODE]: says what happened, where and what to do, and ends.
die() {
  log "$1"
  exit "${2:-1}"
}

# The end of each call, however it came: nothing stays in the way of the next one.
cleanup() {
  [ -z "$RUN" ] || rm -rf "$RUN"
}
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# test_hook NAME: where a test wants to look, stop or kill; does nothing outside a throw-away root.
test_hook() {
  [ -n "$ROOT" ] && [ "${ALLCLEAR_TEST_HOOK:-}" = "$1" ] || return 0
  sh -c "$ALLCLEAR_TEST_HOOK_RUNS" hook "$$"
}

# pause SECONDS. Tests do not wait.
pause() {
  [ -n "$ROOT" ] && [ -n "${ALLCLEAR_TEST_NO_PAUSE:-}" ] && return
  sleep "$1"
}
