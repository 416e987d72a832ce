/**
 * Of what a refusal for good speaks. gone: there is no such mailbox. mailbox: something is wrong with this one, which may
 * pass: it is full, switched off, or nothing more is said. other: our reputation, the mail, the network.
 */
export type RefusedFor = 'gone' | 'mailbox' | 'other'

/** How answers begin that speak of one address: at once, and by a report that came back. */
export const refusesAddress = 'The mail server refuses the address: '
export const cameBack = 'mail came back: '

/** A status that says no more than that it failed: then the words count. */
const vague = /^(|5\.(0\.\d+|1\.0|5\.0))$/

/** Full, switched off, or an address that is not settled. 5.1.7 and 5.1.8 are the sender's, and so is what else there is. */
const ofMailbox = /^5\.(2\.[0124]|1\.[459])$/

const what = '(user|user ?name|account|mailbox|recipient|address|addressee|person)'

/** How mail servers say that there is no such mailbox. */
const goneWords = [
  `\\b${what}s?\\b[^.;]{0,60}\\b(unknown|not (be )?(found|exist|known|valid|listed)|does(n['’]t| not) (exist|have)|no longer|invalid|non-?existent)\\b`,
  `\\b(unknown|invalid|non-?existent|unrouteable|undeliverable|bad destination) ${what}\\b`,
  `\\bno (such|mailbox|account|valid)\\b[^.;]{0,20}\\b(${what}|name|here)\\b`,
  '\\bmailbox unavailable\\b',
  '\\bnot our customer\\b',
].map(words => new RegExp(words, 'i'))

/** Words of what concerns more than this mailbox: with them no address counts as gone. */
const ourWords =
  /spam|block|black-?list|denied|policy|reputation|\brbl\b|dnsbl|\b(spf|dkim|dmarc|r?dns|tls|ip|helo|rate|content|sender)\b|relaying|relay not|\bauth|virus|suspicious|too many|greylist|try again|unsolicited|banned|client host/i

const mailboxWords = /quota|\bfull\b|exceeded|disabled|inactive|suspended|deactivated|\blocked\b|storage/i

/** Microsoft's answer for who is not in a directory, which also means a refused sender. */
const ofDirectory = /^550 5\.4\.1 Recipient address rejected/

/** An answer that passes (4yz), where it was given up after days of trying. */
const passing = /(?:^|[\s:>(-])4\d\d[ -]/

/** What a mail server's answer for one recipient means: "550 5.1.1 No such user". status: as it was said apart from it. */
export function meaningOfRefusal(answer: string, status = ''): RefusedFor {
  const said = [statusIn(answer), status].find(each => !vague.test(each)) ?? ''
  if (passing.test(answer)) return 'other'
  if (isDeadAddress(said)) return 'gone'
  if (ofMailbox.test(said) || ofDirectory.test(answer)) return 'mailbox'
  if (said !== '' || ourWords.test(answer)) return 'other'
  if (mailboxWords.test(answer)) return 'mailbox'
  return goneWords.some(words => words.test(answer)) ? 'gone' : 'mailbox'
}

/**
 * Whether an enhanced status (RFC 3463) says that there is no such mailbox, or no such domain for mail: section 3.2, and
 * 5.1.10 of RFC 7505. Any other may mean anything: our own reputation, or the reader's full mailbox.
 */
function isDeadAddress(status: string): boolean {
  return /^5\.1\.(1|2|3|6|10)$/.test(status)
}

/** The enhanced status in "550 5.1.1 No such user", "550-5.1.1 …" or "550 #5.1.1"; empty where there is none. */
export function statusIn(answer: string): string {
  return /(?:^|[\s:>(-])\d{3}[ -]+#?(\d\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1] ?? ''
}
