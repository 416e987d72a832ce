/** A verb that goes before "down", so that it is no state: scaled down, shut down, broken down. */
const turning =
  '(?<!\\b(?:scal(?:e|es|ed|ing)|shut(?:s|ting)?|broken?|torn|spun|stepp(?:ed|ing)|(?:slow|cool|wind|tear|break|count|ramp|step|drill|track|clock|narrow|calm)(?:s|ed|ing)?|thumbs) )'
const seeming = '(?:(?:seems?|appears?) (?:to be )?|(?:went|gone) )?'
const unable = '(?:can not|could not|unable to|failed to|fails to)'

/**
 * The words that state that something does not answer, by what they say. Each is looked for in lower case text in which
 * "isn't" reads "is not", and each holds its own "not" and "no", so that what is left of them is a denial.
 */
const down = [
  // A state: is down, unreachable, offline. "Down 30 %", "down to 3" and "hosts down: 0" are numbers.
  `${seeming}${turning}\\bdown\\b(?! (?:to|by|from|the|for maintenance)\\b| ?\\d{1,3}(?:\\.\\d+)? ?%| ?[:=] ?0\\b)`,
  `${seeming}(?<!icmp |icmp host )\\b(?:unreachable|unavailable|unresponsive|inaccessible|offline)\\b(?! ?[:=] ?0\\b)`,
  // It does not do what it is there for.
  '\\bnot (?:be )?(?:responding|reachable|available|running|answering|accessible|listening|alive|replying|accepting connections)\\b',
  '\\b(?:does|do|did) not (?:answer|respond|reply|listen|accept connections)\\b',
  // We do not get through to it.
  `\\b${unable} (?:be reached|reach|be contacted|contact|connect(?: to)?|open (?:a )?(?:connection|socket)(?: to)?)\\b`,
  '\\bno (?:(?:ping|icmp|http|tcp) )?(?:answer|response|reply|route to host)\\b(?! times?\\b)',
  '\\brefus(?:es|ing) connections?\\b',
  '\\b(?:connection|connect|socket|request|http|https|tcp|ssh|smtp|ping|read) ?(?:was |is |has )?(?:refused|timed out|timeout|time out)\\b',
  '\\bconnection (?:was )?reset by peer\\b|\\bdeadline exceeded\\b|\\btimed out\\b',
  '\\b(?:econnrefused|etimedout|ehostunreach|econnreset)\\b',
  '\\b100(?:\\.0+)? ?% (?:packet )?loss\\b|\\bpacket loss(?: is| was)? ?[=:]? ?100(?:\\.0+)? ?%',
  // What a prober calls it.
  '\\b(?:probe|health ?check|ping) (?:is |has |was )?(?:failed|failing|fails)\\b',
  '\\boutage\\b',
]
const anyDown = down.map(each => `(?:${each})`).join('|')
export const downPhrase = new RegExp(anyDown, 'g')

/** They may mean that it does not answer, or something else. */
export const weakPhrase =
  /\b(?:failed|failing|fails|failure|crashed|crashes|died|dead|stopped|hangs|hung|frozen|broken|missing|aborted|lost|timeout|timeouts|probe failed)\b/

/** Whether a text holds any of both. */
export const anyPhrase = new RegExp(`${anyDown}|${weakPhrase.source}`)

/** It answers late, or has too much to do. */
export const slowPhrase =
  /\b(?:slow(?:ness|down|er|ly)?|latency|overload(?:ed)?|saturat(?:ed|ion)|throttl(?:ed|ing)|response times?|load average|io ?wait|congest(?:ed|ion))\b|\bhigh (?:\w{1,30} )?(?:load|cpu)\b|\b(?:load|cpu)(?: \w{1,30})? (?:is )?(?:too )?high\b/

/** A measurement behind the finding: "in 0.011 second response time", and the data after a plugin's bar. */
export const measurement =
  /\|.*$|\bin \d+(?:\.\d+)? ?(?:s|ms|sec|seconds?)\b(?: response time)?|\b\d+(?:\.\d+)? ?(?:s|ms|sec|seconds?)\.? response time\b|\b(?:response )?time ?[=:] ?\d[\d.]* ?\w{0,8}|\b\d+ bytes\b/g

/** Words that make a finding one of files and programs that ought not to be there. */
const suspicious =
  /\b(?:root ?kits?|malware|virus(?:es)?|trojans?|back ?doors?|web ?shells?|infected|infection|suspicious (?:file|library|binary)|unowned (?:file|library)|compromised?|libkeyutils|crypto ?miners?)\b/

/** That there is none of it, and the lists by which it is looked for. */
const clean =
  /\b(?:no|not|0|zero|none|without|never) (?:\w{1,30} ){0,3}(?:rootkits?|malware|virus(?:es)?|trojans?|backdoors?|infected|infections?|compromised?)\b|\b(?:virus|malware) (?:definitions?|signatures?|database)\b/

/** Whether a text says that something was found which ought not to be there. */
export function saysSuspicious(text: string): boolean {
  return suspicious.test(text) && !clean.test(text)
}

const restarted = /\b(?:reboot(?:ed|s)?|unexpected restart|host restarted|node restarted|uptime reset)\b/
const notYet =
  /\breboot (?:is )?(?:required|needed|pending|scheduled)\b|\b(?:needs?|requires?|pending) (?:a )?reboot\b/

/** Whether a text says that a server has restarted, and not that it ought to. */
export function saysReboot(text: string): boolean {
  return restarted.test(text) && !notYet.test(text)
}

/** A certificate or a domain that ends: the server is well. */
export const ending =
  /\b(?:ssl|tls|certificate|cert|domain)\b.{0,200}\b(?:expir\w{0,5}|renew\w{0,3}|days? left)|\bexpir\w{0,5}\b.{0,200}\b(?:ssl|tls|certificate|domain)\b/
