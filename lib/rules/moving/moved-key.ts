/**
 * How the secrets in an export come under the key of this installation. same: they are. adopt: this one has no key yet and
 * takes the one that came with them. reseal: opened with the old key, sealed with this one's. leave-out: they stay behind.
 * missing: nobody has the key that opens them.
 */
export type MovedKey = 'none' | 'same' | 'adopt' | 'reseal' | 'leave-out' | 'missing'

export type MovedKeyFacts = {
  /** Of the key that they are sealed with; null: nothing is sealed. */
  sealedWith: string | null
  /** Of the key that is given with them; null: none is. */
  given: string | null
  /** Of this installation; null: it has none yet. */
  own: string | null
  /** Whoever imports says that they may stay behind. */
  mayLeaveOut: boolean
}

export function movedKey({ sealedWith, given, own, mayLeaveOut }: MovedKeyFacts): MovedKey {
  if (sealedWith === null) return 'none'
  if (own === sealedWith) return 'same'
  if (given === sealedWith) return own === null ? 'adopt' : 'reseal'
  return mayLeaveOut ? 'leave-out' : 'missing'
}
