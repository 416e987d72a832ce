import { added, commands, saved } from '#lib/alerts/snippet/pasted.ts'
import { formScript, grants, ownHost, type Script } from '#lib/alerts/snippet/shell.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const script: Script = {
  path: '/usr/local/bin/allclear-clamav',
  name: 'allclear-clamav',
  purpose: 'clamd calls this for each find; with a path it scans and reports.',
}

const body = String.raw`${ownHost}

virus() {
  {
    field event virus
    field _host "$host"
    field file "$CLAM_VIRUSEVENT_FILENAME"
    field virus "$CLAM_VIRUSEVENT_VIRUSNAME"
    field time "$(date +%s)"
  } | post
}

scan() {
  started=$(date +%s)
  output=$(clamscan -r -i "$1" 2>&1)
  code=$?
  {
    field event scan
    field _host "$host"
    field path "$1"
    field exit_code "$code"
    field output "$(printf '%s\n' "$output" | tail -c 100000)"
    field started "$started"
    field finished "$(date +%s)"
  } | post
}

if [ -n "$CLAM_VIRUSEVENT_FILENAME" ]; then
  # clamd waits for this script, so post beside it.
  { exec </dev/null >/dev/null 2>&1; virus; } &
elif [ -n "$1" ]; then
  scan "$1"
else
  fail 'CLAM_VIRUSEVENT_FILENAME is empty and no path is given: let clamd call this by VirusEvent, or name what to scan.'
fi`

export const clamavSnippet: Snippet = {
  title: 'ClamAV',
  parts: address => [
    saved(script.path, 'sh', formScript(script, address, body)),
    commands(
      'as root: rights of the script',
      '# clamd runs as clamscan on RHEL, as clamav on Debian.',
      'user=$(id -un clamscan 2>/dev/null || echo clamav)',
      ...grants(script, '"$user"'),
    ),
    'At the end, then restart clamd:',
    added(
      { debian: '/etc/clamav/clamd.conf', rhel: '/etc/clamd.d/scan.conf' },
      'text',
      `VirusEvent ${script.path}\n`,
    ),
    'Without clamd, a scan each night:',
    saved('/etc/cron.d/allclear-clamscan', 'text', `30 2 * * * root ${script.path} /home\n`),
    'A clean scan of the same path ends what an earlier one found; exit code 2 never does.',
    'clamd reports each find once and no end. Where AppArmor or SELinux guard clamd, allow it to run the script and curl.',
  ],
}
