/** What has to stand in a text in every language, character by character. */
const kept = [
  // Elements, without the words that readers see of them.
  /<\/?[A-Z]\w*(?:\s[^<>]*)?>/g,
  // Fields that facts fill, and expressions of MDX.
  /\{[^{}\n]{0,100}\}/g,
  // Addresses of links, and of mail.
  /\]\([^()\s]+\)/g,
  /https?:\/\/[^\s<>()"'\]]+/g,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  // Code.
  /`[^`\n]+`/g,
  // Names of hosts, and of servers by their numbers.
  /(?<![\w@./-])[a-z0-9-]+(?:\.[a-z0-9-]+)+(?![\w-])/gi,
  /(?<![\w./-])[a-z][a-z-]*\d+(?![\w.-]*\w)/gi,
  // Times.
  /(?<!\d)\d{1,2}:\d{2}(?!\d)/g,
] as const

/** Attributes whose value readers read. */
const wordedAttribute = /\s(title|label|caption)=("[^"]*"|'[^']*')/g

/** What a translation has lost of its text, and what it has put into it. Empty: all of it is there. */
export type Losses = { lost: string[]; added: string[] }

/** Compares what must survive a translation: links, elements, fields, code, names of hosts and times, each as often as before. */
export function lossesOf(text: string, translated: string): Losses {
  const [before, after] = [countsIn(text), countsIn(translated)]
  return { lost: moreIn(before, after), added: moreIn(after, before) }
}

function countsIn(text: string): Map<string, number> {
  const plain = text.replace(wordedAttribute, ' $1')
  const found = kept.flatMap(pattern => plain.match(pattern) ?? [])
  const counts = new Map<string, number>()
  for (const each of found) {
    const trimmed = each.replace(/[.,;:!?]+$/, '')
    counts.set(trimmed, (counts.get(trimmed) ?? 0) + 1)
  }
  return counts
}

function moreIn(some: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): string[] {
  return [...some].flatMap(([token, count]) => (count > (others.get(token) ?? 0) ? [token] : []))
}
