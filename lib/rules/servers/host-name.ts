const part = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const hostForm = new RegExp(`^(?=.{1,253}$)(?=.*[a-z])${part}(?:\\.${part})*$`)
/** Monitors also know names with underscores. */
const nameForm = /^(?=.{1,253}$)(?=.*[a-z])[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?$/
const ipv4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/

/** A host name in normal form: small letters, ASCII (IDNA), no dot at the end. null: it is none. */
export function readHostName(typed: string): string | null {
  const name = asciiName(typed)
  return name !== null && hostForm.test(name) ? name : null
}

/** One more name of a server, in the same form; with underscores, too. null: it is none. */
export function readAlias(typed: string): string | null {
  const name = asciiName(typed)
  return name !== null && nameForm.test(name) && !name.includes('..') ? name : null
}

/** An IP address at its shortest, in which servers are compared. null: it is none. */
export function readIpAddress(typed: string): string | null {
  const text = typed.trim().toLowerCase()
  if (ipv4.test(text)) return text
  const mapped = /^::ffff:([0-9.]+)$/.exec(text)?.[1]
  if (mapped) return ipv4.test(mapped) ? mapped : null
  if (!/^[0-9a-f:.]{2,45}$/.test(text) || !text.includes(':')) return null
  return URL.canParse(`http://[${text}]/`) ? new URL(`http://[${text}]/`).hostname.slice(1, -1) : null
}

/** What the label of a server is where nobody gave one: the first part of its host name. */
export function firstPart(hostname: string): string {
  return hostname.split('.', 1)[0] ?? hostname
}

/** Only letters of other scripts are turned over to the parser of addresses, which takes much for a name. */
function asciiName(typed: string): string | null {
  const text = typed.trim().toLowerCase().replace(/\.$/, '')
  if (text.length > 253) return null
  if (!/\P{ASCII}/u.test(text)) return text
  const isPlain = /^[\p{L}\p{M}\p{N}._-]+$/u.test(text)
  return isPlain && URL.canParse(`http://${text}/`) ? new URL(`http://${text}/`).hostname : null
}
