import type { ListedSign, SignType } from '#lib/rules/indicators/indicator.ts'

/** What each type is called in a pattern. Objects that STIX has not have names of our own, as it allows. */
const paths: Record<Exclude<SignType, 'path' | 'address'>, string> = {
  name: 'file:name',
  sha256: "file:hashes.'SHA-256'",
  sha1: "file:hashes.'SHA-1'",
  md5: 'file:hashes.MD5',
  string: 'x-allclear-string:value',
  domain: 'domain-name:value',
  socket: 'x-allclear-socket:name',
}

/** The list as a STIX 2.1 bundle. site: who publishes it. */
export function writeBundle(entries: readonly ListedSign[], site: string, issuedAt: Date): string {
  const at = issuedAt.toISOString()
  const indicators = entries.map(entry => ({
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${uuidOf(entry.id)}`,
    created: at,
    modified: at,
    name: entry.note ?? entry.value,
    description: entry.reference ?? undefined,
    indicator_types: ['malicious-activity'],
    labels: entry.tag ? [entry.tag] : undefined,
    pattern: patternOf(entry),
    pattern_type: 'stix',
    valid_from: at,
  }))
  const bundle = { type: 'bundle', id: `bundle--${uuidOf(padded(site))}`, objects: indicators }
  return `${JSON.stringify(bundle, null, 2)}\n`
}

/** The list as lines of type, value and note, by tabs. */
export function writePlainList(entries: readonly ListedSign[]): string {
  const lines = entries.map(({ type, value, note }) => {
    const fields = [type, JSON.stringify(value).slice(1, -1)]
    return (note ? [...fields, `# ${note.replace(/\s+/g, ' ')}`] : fields).join('\t')
  })
  return `${lines.join('\n')}\n`
}

function patternOf({ type, value }: ListedSign): string {
  if (type === 'path') {
    const cut = value.lastIndexOf('/')
    const [folder, name] = [value.slice(0, cut) || '/', value.slice(cut + 1)]
    const both = [equals('file:parent_directory_ref.path', folder), equals('file:name', name)]
    return `[${both.join(' AND ')}]`
  }
  if (type === 'address')
    return `[${equals(value.includes(':') ? 'ipv6-addr:value' : 'ipv4-addr:value', value)}]`
  return `[${equals(paths[type], value)}]`
}

function equals(path: string, value: string): string {
  return `${path} = '${value.replace(/[\\']/g, sign => `\\${sign}`)}'`
}

function padded(text: string): string {
  return text
    .replace(/[^a-z0-9]/gi, '')
    .slice(0, 12)
    .padEnd(12, '0')
}

/** A UUID of version 8 (RFC 9562) that carries an id of ours, so that the same entry is the same object in each export. */
function uuidOf(id: string): string {
  const digits = [...padded(id)]
    .map(letter => (letter.codePointAt(0) ?? 0).toString(16).padStart(2, '0'))
    .join('')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8a11-8c1e-${digits.slice(12, 24)}`
}
