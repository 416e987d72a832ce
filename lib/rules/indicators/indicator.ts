/** What an indicator of compromise is. socket: the abstract name of a UNIX socket, with its @; string: bytes within a file. */
export const signTypes = [
  'path',
  'name',
  'sha256',
  'sha1',
  'md5',
  'string',
  'address',
  'domain',
  'socket',
] as const
export type SignType = (typeof signTypes)[number]

/** What tells an indicator from all others. */
export type Sign = { type: SignType; value: string }

/** An entry of the list that staff keep. */
export type ListedSign = Sign & {
  id: string
  /** What advisories name several by: "ebury-2013"; null: none. */
  tag: string | null
  /** What it is, as readers of an advisory read it where the entry is public. */
  note: string | null
  /** Where it was published: an address or a few words. */
  reference: string | null
  /** Advisories may show it. */
  isPublic: boolean
  /** Agents that fetch the list look for it. */
  isActive: boolean
  /** The version of the list in which it last changed. */
  changedIn: number
}

/** An entry as staff give it. */
export type SignFacts = Pick<ListedSign, 'tag' | 'note' | 'reference' | 'isPublic' | 'isActive'>

/** How much of each there may be. A list of this many lines is fetched by each agent at each change. */
export const signLimits = { entries: 2_000, value: 300, note: 500, reference: 300 } as const

/** How tags look, on the desk and in posts. */
export const tagForm = /^[a-z0-9][a-z0-9-]{0,39}$/

/** One name for each thing, so that nothing stands in the list twice. */
export function signKey({ type, value }: Sign): string {
  return `${type} ${value}`
}
