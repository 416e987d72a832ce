/** Which of our encodings a reader takes. */
export type Accepted = { br: boolean; gzip: boolean }

const known = new Map<string, Accepted>()
const mostKnown = 200
/** Nobody has this many encodings to name, and longer ones are not kept. */
const longestKept = 200

/** Reads Accept-Encoding (RFC 9110, 12.5.3). Browsers send a handful of different values, so each is read once. */
export function acceptedEncodings(header: string): Accepted {
  const found = known.get(header)
  if (found) return found
  const weights = new Map(header.split(',').map(weightOf))
  const others = weights.get('*') ?? 0
  const gzip = weights.get('gzip') ?? weights.get('x-gzip') ?? others
  const accepted = { br: (weights.get('br') ?? others) > 0, gzip: gzip > 0 }
  if (known.size < mostKnown && header.length <= longestKept) known.set(header, accepted)
  return accepted
}

/** One of the header's names with its weight: 1 where none is given, 0 where it is refused or says nothing readable. */
function weightOf(part: string): [string, number] {
  const [name = '', ...parameters] = part.split(';').map(each => each.trim().toLowerCase())
  const weight = parameters.find(parameter => parameter.startsWith('q='))?.slice(2)
  if (weight === undefined) return [name, 1]
  return [name, /^[01](\.\d{0,3})?$/.test(weight) ? Number(weight) : 0]
}
