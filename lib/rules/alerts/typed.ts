import { type NameQuery, plainQuery, readServerQuery } from '#lib/rules/servers/server-query.ts'

/**
 * What somebody typed or pasted: the name that they most likely mean, and the others in it. isWhole: it is that one
 * name, however it is written; otherwise they are told what was understood.
 */
export type TypedNames =
  | { is: 'nothing' }
  | { is: 'unclear'; typed: string }
  | { is: 'names'; first: NameQuery; others: NameQuery[]; isWhole: boolean }

/** What is known of names: isOurs: a server is called so. isDomain: it is one of the public DNS. */
export type NameSense = { isOurs: (query: NameQuery) => boolean; isDomain: (name: string) => boolean }

/** What stands around a name in a text, and is no part of it. */
const around = /[\s<>(){}"'`´«»„“”‚‘’,;|*!?]+/u
const marksBefore = new RegExp(`^${around.source}`, 'u')
const marksAfter = new RegExp(`${around.source}$`, 'u')
const mostPieces = 100

/** Words that stand beside a domain and are no part of it, however one blank fell in. */
const besides =
  /^(?:a|am|and|at|for|ftp|https?|i|is|it|mail|my|of|on|or|our|server|site|the|url|web|website|www|your)$/i

/** Finds the names in a text: a domain, an address of a page or of a mailbox, a server of ours, or a whole mail signature. */
export function readTyped(typed: string, sense: NameSense): TypedNames {
  const text = plainQuery(typed)
  if (text === '') return { is: 'nothing' }
  const whole = text.includes(' ') ? null : readPiece(text)
  if (whole) return { is: 'names', first: whole, others: [], isWhole: true }
  const pieces = text.split(around).filter(piece => piece !== '')
  const [first, ...others] = namesIn(pieces.slice(0, mostPieces), sense)
  return first ? { is: 'names', first, others, isWhole: false } : { is: 'unclear', typed: typed.trim() }
}

/** What is ours comes first, then what a blank has parted, then domains as they stand; addresses of computers last. */
function namesIn(pieces: readonly string[], sense: NameSense): NameQuery[] {
  const all = pieces.flatMap(piece => readPiece(piece) ?? [])
  const domains = all.filter(query => query.is === 'name' && sense.isDomain(query.value))
  const joined = domains.length > 1 ? null : joinedName(pieces, sense)
  const computers = all.filter(query => query.is === 'ip')
  return once([...all.filter(sense.isOurs), ...(joined ? [joined] : []), ...domains, ...computers])
}

/** The name that a blank has parted in two, or null. */
function joinedName(pieces: readonly string[], { isOurs, isDomain }: NameSense): NameQuery | null {
  const [before = '', after, ...more] = pieces
  const joined = after !== undefined && more.length === 0 ? readPiece(before + after) : null
  if (!joined || isOurs(joined)) return joined
  return isDomain(joined.value) && !besides.test(before) ? joined : null
}

/** A name with and without "www." is one. */
function once(queries: readonly NameQuery[]): NameQuery[] {
  const bare = ({ value }: NameQuery) => value.replace(/^www\./, '')
  return queries.filter((query, i) => queries.findIndex(other => bare(other) === bare(query)) === i)
}

/** A bracket is part of an IPv6 address and of nothing else; a sentence ends in a dot. */
function readPiece(piece: string): NameQuery | null {
  const inner = piece.replace(marksBefore, '').replace(marksAfter, '')
  const isIpv6 = /\[[0-9a-f:.]*:[0-9a-f:.]*\]/i.test(inner)
  const bare = (isIpv6 ? inner : inner.replace(/^\[+|\].*$/g, '')).replace(/^[.:/-]+/, '')
  const query = readServerQuery(bare)
  return query.is === 'name' || query.is === 'ip' ? query : null
}
