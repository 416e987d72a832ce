/** Up to here a line is read: what is longer is nobody's sentence. */
const mostCharacters = 16 * 1024

/** What stands before a token in an address of ours. Words such as "expired" are shorter than any token. */
const beforeToken =
  '(?:api/)?unsubscribe|(?:comments/)?confirm|(?:api/)?comments/quiet|comments/mine|advance|preferences(?:/stop)?|desk/(?:enter|set-up|join)'

const secrets: readonly (readonly [RegExp, string])[] = [
  [/(\/api\/alerts\/in\/)[^\s/?#"'<>]+/gi, '$1[token]'],
  [new RegExp(`(/(?:${beforeToken})/)[^\\s/?#"'<>]{12,}`, 'gi'), '$1[token]'],
  [/([?&;](?:token|key|secret|signature|sig|password|code|auth|api_?key)=)[^&\s"'<>#]+/gi, '$1[token]'],
  [/\b(authorization["']?\s*[:=]\s*["']?)(?:\w+ +)?[^\s"',;]+/gi, '$1[token]'],
  [/\b(Bearer\s+)[\w~+/.=-]{8,}/gi, '$1[token]'],
  [/\b((?:set-)?cookie["']?\s*[:=]\s*["']?)[^\r\n"']+/gi, '$1[cookie]'],
  // A link's token (links), a source's or an API's, a signing secret, a key of the mail provider.
  [/\b[a-z0-9]{12}\.[0-9a-z]{1,8}\.[\w-]{43}/g, '[token]'],
  [/\b(?:ac|acl_key|acl_src|api|customers|progress|demo|whsec|re)_[\w+/=-]{16,}/g, '[token]'],
  [/\b(bot)?\d{6,}:[\w-]{30,}/g, '$1[token]'],
  [/(hooks\.slack\.com\/services\/|\/api\/webhooks\/)[^\s"'<>]+/gi, '$1[token]'],
  [/(:\/\/)[^\s/@:]*:[^\s/@]+@/g, '$1[secret]@'],
]

const address = /[^\s@<>()[\]"'`,;:=/\\]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,63}/gu

/** What a terminal obeys, or what turns the direction of text. Breaks and tabs stay: stacks have them. */
const commands = /[^\P{Cc}\n\t]|[\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** A text without the tokens and the mail addresses in it, and with its control characters spelt out: "\\u001b". */
export function redact(text: string): string {
  let left = text.length > mostCharacters ? `${text.slice(0, mostCharacters)} …` : text
  for (const [secret, instead] of secrets) left = left.replace(secret, instead)
  left = left.replace(commands, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return left.includes('@') ? left.replace(address, '[address]') : left
}

const secretName = /authorization|cookie|token|secret|password|signature|(^|[-_])key$|Key$/i

/** The fields of a line of the log, with what they hold down to the fourth level. Errors are left to who describes them. */
export function redactFields(fields: Record<string, unknown>, depth = 4): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      secretName.test(name) && value ? '[secret]' : redactValue(value, depth),
    ]),
  )
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redact(value)
  if (value === null || typeof value !== 'object' || value instanceof Error || value instanceof Date)
    return value
  if (depth <= 1) return '[more]'
  if (Array.isArray(value)) return value.map(each => redactValue(each, depth - 1))
  return redactFields({ ...value }, depth - 1)
}
