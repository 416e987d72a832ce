import { noteSign, type ReadSigns } from './found-sign.ts'
import { type Sign, type SignType, signLimits, signTypes } from './indicator.ts'

/** More lines than this are no list of indicators: the rest is left out, and said. */
const mostLines = 5_000

/** Last labels that are ends of file names and no top-level domain that a list would name. */
const fileEnds =
  /\.(so|ko|sh|py|pl|rb|php|js|conf|cfg|log|tmp|bin|elf|exe|dll|gz|tgz|zip|tar|txt|service|timer|lock|pid)$/i

/**
 * Reads a plain list: one indicator a line, its type by itself or said before it ("sha256 …", "name: …", or fields by
 * tabs, as our own list and export have them). Lines that begin with # are remarks; "hxxp" and "[.]" are read as meant.
 */
export function readPlainList(text: string): ReadSigns {
  const read: ReadSigns = { found: [], leftOut: [] }
  const lines = text.split(/\r\n|\r|\n/)
  const counted = new Set<string>()
  lines.forEach((line, index) => {
    const where = { is: 'line' as const, number: index + 1 }
    if (index >= mostLines) {
      if (index === mostLines) read.leftOut.push({ where, text: '', why: { is: 'too-many' } })
      return
    }
    const plain = line.replace(/^\ufeff/, '').trim()
    if (
      plain === '' ||
      plain.startsWith('#') ||
      plain.startsWith('allclear-indicators ') ||
      counted.has(plain)
    )
      return
    counted.add(plain)
    const said = signOf(plain)
    const shown = plain.slice(0, 100)
    if (said) noteSign(read, said.sign, { where, text: shown, note: said.note })
    else read.leftOut.push({ where, text: shown, why: { is: 'not-understood', what: shown } })
  })
  return read
}

type Said = { sign: Sign; note: string | null }

function signOf(line: string): Said | null {
  return byTabs(line) ?? byWord(line) ?? bare(line)
}

/** "sha256⇥…", "sha256⇥…⇥a note", or "id⇥sha256⇥…" with the value as in a JSON string. */
function byTabs(line: string): Said | null {
  const [first = '', second = '', third = null] = line.split('\t')
  if (isType(first) && second !== '')
    return { sign: { type: first, value: unescaped(second) }, note: noteOf(third) }
  if (isType(second) && third) return { sign: { type: second, value: unescaped(third) }, note: null }
  return null
}

function byWord(line: string): Said | null {
  const [, word = '', value = ''] = /^([a-z0-9]{3,7})(?:\s*[:=]\s*|\s+)(\S.*)$/i.exec(line) ?? []
  const type = word.toLowerCase()
  return isType(type)
    ? { sign: { type, value: type === 'string' ? value : plainValue(value) }, note: null }
    : null
}

function bare(line: string): Said | null {
  const value = plainValue(line)
  const type = typeOf(value)
  return type && value.length <= signLimits.value ? { sign: { type, value }, note: null } : null
}

function typeOf(value: string): SignType | null {
  if (/\s/.test(value)) return value.startsWith('/') ? 'path' : null
  if (/^[0-9a-f]+$/i.test(value)) {
    if (value.length === 64) return 'sha256'
    if (value.length === 40) return 'sha1'
    if (value.length === 32) return 'md5'
  }
  if (value.startsWith('/')) return 'path'
  if (value.startsWith('@')) return 'socket'
  if (/^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/.test(value)) return 'address'
  if (/^[0-9a-f]*:[0-9a-f:.]*(\/\d{1,3})?$/i.test(value)) return 'address'
  if (value.includes('/')) return null
  if (fileEnds.test(value) || /\.so(\.\d+)*$/.test(value)) return 'name'
  return /^[^\s.]+(\.[^\s.]+)*\.[\p{L}-][\p{L}\d-]*\.?$/u.test(value) ? 'domain' : null
}

/** "hxxp://bad[.]example/x" as the name that is meant; of an address with a path its host. */
function plainValue(typed: string): string {
  const whole = typed.replace(/\[(\.|:)\]|\((\.)\)/g, (_, inner = '.') => inner)
  const [, host] = /^h(?:tt|xx)ps?:\/\/([^/:\s]+)/i.exec(whole) ?? []
  return host ?? whole
}

function noteOf(text: string | null): string | null {
  const note = text?.replace(/^#\s*/, '').trim().slice(0, signLimits.note)
  return note || null
}

function unescaped(value: string): string {
  if (!value.includes('\\')) return value
  try {
    return JSON.parse(`"${value}"`)
  } catch {
    return value
  }
}

function isType(word: string): word is SignType {
  return (signTypes as readonly string[]).includes(word)
}
