import { type AlertKind, alertKinds } from '#lib/rules/alert.ts'

const suspicious =
  /\b(root ?kits?|malware|virus(es)?|trojans?|back ?doors?|web ?shells?|infected|infection|suspicious (file|library|binary)|unowned (file|library)|compromised?|libkeyutils)\b/
const reboot = /\b(reboot(ed|s)?|unexpected restart|host restarted|node restarted|uptime reset)\b/
const notYetReboot =
  /\breboot (is )?(required|needed|pending|scheduled)\b|\b(needs?|requires?|pending) (a )?reboot\b/
const slowdown =
  /\b(slow(ness|down|er|ly)?|latency|overload(ed)?|saturat(ed|ion)|throttl(ed|ing)|response time|load average|io ?wait|congest(ed|ion))\b|\bhigh (\w+ )?(load|cpu)\b|\b(load|cpu)( \w+)? (too )?high\b/
const outage =
  /\b(down|unreachable|offline|outage|unavailable|not (responding|reachable|available|running)|no (answer|response)|probe fail(ed|ure|ing)|appears to be down|connection refused|timed? ?out)\b/
/** Their failing is not the server's: staff have to see, customers do not. */
const part =
  /\b(interface|link|nic|bond|port|disk|raid|volume|filesystem|backup|replica(tion)?|exporter|psu|power supply|fan|sensor|bgp|peer|tunnel|vpn|certificate)\b/

/** What a check's name or a short sentence speaks of, by words that are in common use. English only. */
export function kindOf(text: string): AlertKind {
  const words = wordsOf(text)
  if (suspicious.test(words)) return 'suspicious-file'
  if (reboot.test(words) && !notYetReboot.test(words)) return 'reboot'
  if (slowdown.test(words)) return 'slowdown'
  return outage.test(words) && !part.test(words) ? 'outage' : 'other'
}

/** A kind that the caller has set by hand in our words, or null. */
export function ownKind(value: unknown): AlertKind | null {
  return alertKinds.find(kind => kind === value) ?? null
}

/** InstanceDown and instance_down are "instance down". */
function wordsOf(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[\s_.:/-]+/g, ' ')
    .toLowerCase()
}
