/** A piece of a STIX pattern. path: an object and its property, such as file:hashes.'SHA-256'. */
export type PatternToken =
  | { is: 'sign'; text: '[' | ']' | '(' | ')' | '=' | '!=' | '<' | '>' | '<=' | '>=' | ',' }
  | { is: 'word'; text: string }
  | { is: 'path'; text: string }
  | { is: 'text'; text: string }

/** Longer patterns name what a list would. */
const longestPattern = 20_000

/** Each at the place where the last one ended, so that reading takes as long as the pattern is. */
const forms = {
  space: /\s+/y,
  text: /'((?:[^'\\]|\\.)*)'/y,
  path: /[a-z][a-z0-9-]{0,60}:[a-z0-9_-]{1,60}(?:(?:\.[A-Za-z0-9_-]{1,60})|(?:\.'[^'\\]{1,60}')|(?:\[[0-9*]{1,4}\]))*/y,
  sign: /!=|<=|>=|[[\]()=<>,]/y,
  word: /[A-Za-z0-9.+:-]+/y,
} as const

/** The pieces of a pattern, or the part that is none. */
export function readTokens(pattern: string): { tokens: PatternToken[] } | { unread: string } {
  if (pattern.length > longestPattern) return { unread: `${pattern.slice(0, 60)}…` }
  const tokens: PatternToken[] = []
  let at = 0
  const take = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at
    const found = form.exec(pattern)
    if (found) at += found[0].length
    return found
  }
  while (at < pattern.length) {
    if (take(forms.space)) continue
    const token = nextToken(take)
    if (!token) return { unread: pattern.slice(at, at + 60) }
    tokens.push(token)
  }
  return { tokens }
}

function nextToken(take: (form: RegExp) => RegExpExecArray | null): PatternToken | null {
  const text = take(forms.text)
  if (text) return { is: 'text', text: (text[1] ?? '').replace(/\\(.)/g, '$1') }
  const path = take(forms.path)
  if (path) return { is: 'path', text: path[0] }
  const sign = take(forms.sign)
  if (sign) return { is: 'sign', text: sign[0] as Extract<PatternToken, { is: 'sign' }>['text'] }
  const word = take(forms.word)
  return word ? { is: 'word', text: word[0] } : null
}
