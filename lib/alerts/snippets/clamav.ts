import { formScript } from './shell.ts'
import type { Snippet } from './snippet.ts'

const body = String.raw`virus() {
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
  virus </dev/null >/dev/null 2>&1 &
else
  scan "$1"
fi`

export const snippet: Snippet = {
  format: 'clamav',
  title: 'ClamAV',
  language: 'sh',
  where: '/usr/local/bin/allclear-clamav, owner root, group of clamd (clamav, clamscan), mode 750',
  text: address =>
    formScript('clamd calls this for each find; with a path it scans and reports.', address, body),
  notes: [
    'In clamd.conf: VirusEvent /usr/local/bin/allclear-clamav',
    'Without clamd, daily as root: allclear-clamav /home. A clean scan of the same path ends what an earlier one found; exit code 2 never does.',
    'clamd reports each find once and no end. Where AppArmor or SELinux guard clamd, allow it to run the script and curl.',
  ],
}
