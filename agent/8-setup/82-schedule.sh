# --- Who calls us: systemd, or cron where it does not run; never both ---

UNITS=$ROOT/etc/systemd/system
SERVICE=$UNITS/allclear-agent.service
TIMER=$UNITS/allclear-agent.timer
CRON=$ROOT/etc/cron.d/allclear-agent
# Alpine's cron has one table a user and no cron.d.
CRONTAB=$ROOT/etc/crontabs/root
CRON_COMMAND='/usr/local/sbin/allclear-agent run --cron 2>&1 | logger -t allclear-agent'

has_systemd() {
  [ -d "$ROOT/run/systemd/system" ] && command -v systemctl >/dev/null
}

cron_is_set() {
  [ -e "$CRON" ] || grep -q 'allclear-agent run' "$CRONTAB" 2>/dev/null
}

put_schedule() {
  if has_systemd; then
    remove_cron
    mkdir -p "$UNITS"
    if ! service_unit | keep_file "$SERVICE" || ! timer_unit | keep_file "$TIMER"; then die "$UNITS cannot be written. Is the disk full or read-only?"; fi
    chmod 644 "$SERVICE" "$TIMER"
    systemctl daemon-reload
  else
    remove_units
    put_cron
  fi
}

put_cron() {
  if [ -d "${CRON%/*}" ]; then
    printf '# What it does: allclear-agent help\n*/5 * * * * root %s\n' "$CRON_COMMAND" | keep_file "$CRON"
    # cron reads no file that others may write, and some none that is not readable.
    chmod 644 "$CRON"
  elif [ -d "${CRONTAB%/*}" ]; then
    remove_cron
    touch "$CRONTAB"
    { cat "$CRONTAB"; printf '*/5 * * * * %s\n' "$CRON_COMMAND"; } >"$CRONTAB.new" && mv -f "$CRONTAB.new" "$CRONTAB" && chmod 600 "$CRONTAB"
  else
    die 'neither systemd nor cron is here, so nobody can call this agent. Install cron, then run this again.'
  fi
}

start_schedule() {
  if has_systemd; then
    systemctl enable --now allclear-agent.timer >/dev/null || die 'systemd did not start allclear-agent.timer: see systemctl status allclear-agent.timer'
  fi
}

start_words() {
  if has_systemd; then echo 'systemctl enable --now allclear-agent.timer'; else echo 'cron begins within five minutes'; fi
}

remove_units() {
  [ -e "$SERVICE" ] || [ -e "$TIMER" ] || return 0
  ! has_systemd || systemctl disable --now allclear-agent.timer >/dev/null 2>&1
  rm -f "$SERVICE" "$TIMER"
  ! has_systemd || systemctl daemon-reload
}

remove_cron() {
  rm -f "$CRON"
  grep -q 'allclear-agent run' "$CRONTAB" 2>/dev/null || return 0
  grep -v 'allclear-agent run' "$CRONTAB" >"$CRONTAB.new"
  mv -f "$CRONTAB.new" "$CRONTAB" && chmod 600 "$CRONTAB"
}

# Everything is read-only to it but its own folder. Not with mode=move: each folder that such a sandbox leaves writable becomes a
# mount of its own, and no file can be renamed from one into another. Not PrivateTmp, PrivateNetwork, PrivateIPC, PrivateDevices
# or ProtectProc: they hide what it looks for.
service_unit() {
  unit_protected='ProtectSystem=strict
ReadWritePaths=/var/lib/allclear-agent'
  [ "$(conf_get mode report)" != move ] || unit_protected='ProtectSystem=no'
  cat <<UNIT
[Unit]
Description=Allclear's agent: looks for suspicious files and tells the site
After=network-online.target
Wants=network-online.target

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/allclear-agent run --scheduled
TimeoutStartSec=120
Nice=10
IOSchedulingClass=idle
UMask=0077
NoNewPrivileges=yes
$unit_protected
RuntimeDirectory=allclear-agent
ProtectHome=read-only
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictRealtime=yes
LockPersonality=yes
CapabilityBoundingSet=CAP_CHOWN CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH CAP_FOWNER CAP_SYS_PTRACE CAP_SYS_NICE
UNIT
}

timer_unit() {
  cat <<'UNIT'
[Unit]
Description=Allclear's agent, every five minutes

[Timer]
OnBootSec=1min
OnUnitActiveSec=5min
RandomizedDelaySec=30

[Install]
WantedBy=timers.target
UNIT
}
