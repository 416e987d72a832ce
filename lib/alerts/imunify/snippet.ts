import { commands, saved } from '#lib/alerts/snippet/pasted.ts'
import { grants, jsonScript, type Script, withHost } from '#lib/alerts/snippet/shell.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const script: Script = {
  path: '/usr/local/bin/allclear-imunify',
  name: 'allclear-imunify',
  purpose: 'Imunify calls this with one event on standard input.',
}

const hook = { scripts: [script.path], enabled: true }
const atEnd = { SCRIPT: hook }
const eachMinute = { SCRIPT: { ...hook, period: 60 } }
const scans = { USER_SCAN_FINISHED: atEnd, CUSTOM_SCAN_FINISHED: atEnd }
const found = { REALTIME_MALWARE_FOUND: eachMinute, SCRIPT_BLOCKED: eachMinute }

export const imunifySnippet: Snippet = {
  title: 'Imunify360 and ImunifyAV',
  parts: address => [
    saved(script.path, 'sh', jsonScript(script, address, withHost)),
    commands('as root: rights of the script', ...grants(script, '_imunify')),
    commands('as root: Imunify360', configure('imunify360-agent', { ...scans, ...found })),
    commands('as root: ImunifyAV instead', configure('imunify-antivirus', scans)),
    'The script runs as _imunify: nothing under /root works.',
    'A clean scan of the same path ends what an earlier one found; what was found in real time has no end.',
  ],
}

function configure(program: string, rules: object): string {
  return `${program} notifications-config update '${JSON.stringify({ rules }, null, 1)}'`
}
