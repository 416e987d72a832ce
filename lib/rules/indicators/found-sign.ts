import type { Sign, SignType } from './indicator.ts'
import { readValue, type ValueProblem } from './sign-value.ts'

/** Which line of a list, or which object of a bundle, from 1 on. */
export type SignPlace = { is: 'line' | 'object'; number: number }

/** Why something of a file or a list was left out. */
export type LeftOut = { where: SignPlace; text: string; why: LeftOutReason }

export type LeftOutReason =
  | { is: 'value'; type: SignType; problem: ValueProblem }
  /** Nothing is known by such a type, object or pattern. what: the part that is not understood; empty: it has no type. */
  | { is: 'not-understood'; what: string }
  /** All of several things have to be true, and each alone would match more. */
  | { is: 'only-together' }
  /** Whoever published it took it back, or it held until then. */
  | { is: 'revoked' | 'expired' | 'too-many' }

/** What an import has found. */
export type FoundSign = Sign & { note: string | null }

/** What a list or bundle says, each thing once, and what of it was left out. */
export type ReadSigns = { found: FoundSign[]; leftOut: LeftOut[] }

/** Adds a value to what was found, or says why not. */
export function noteSign(
  into: ReadSigns,
  { type, value }: Sign,
  { where, text = value, note = null }: { where: SignPlace; text?: string; note?: string | null },
): void {
  const read = readValue(type, value)
  if ('problem' in read) into.leftOut.push({ where, text, why: { is: 'value', type, problem: read.problem } })
  else if (!into.found.some(each => each.type === type && each.value === read.value))
    into.found.push({ type, value: read.value, note })
}
