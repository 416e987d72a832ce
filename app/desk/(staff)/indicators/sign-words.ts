import type { SignCaution } from '#lib/rules/indicators/caution.ts'
import type { LeftOutReason } from '#lib/rules/indicators/found-sign.ts'
import { type SignType, signLimits } from '#lib/rules/indicators/indicator.ts'
import type { ValueProblem } from '#lib/rules/indicators/sign-value.ts'

/** What staff read instead of a type. */
export const typeWords: Record<SignType, string> = {
  path: 'Path',
  name: 'File name',
  sha256: 'SHA-256',
  sha1: 'SHA-1',
  md5: 'MD5',
  string: 'Text within a file',
  address: 'IP address or network',
  domain: 'Domain',
  socket: 'Abstract socket',
}

export const typeChoices = Object.entries(typeWords).map(([value, word]) => ({ value, word }))

/** What is wrong with a value, and what would be right. */
export const valueProblems: Record<ValueProblem, string> = {
  long: `is longer than ${signLimits.value} characters`,
  control: 'has signs that no line of a list can hold',
  hash: 'is no such checksum: count its digits, which are 0 to 9 and a to f',
  path: 'is no absolute path of a file, such as /lib64/libkeyutils.so.1.9',
  name: 'is no name of a file: it has no slash in it',
  short: 'is shorter than 8 bytes: so little stands in many files by chance',
  address: 'is no IP address and no network, such as 192.0.2.7 or 192.0.2.0/24',
  domain: 'is no domain, such as bad.example.com',
  socket: 'is no name of an abstract socket, such as @/proc/udevd',
  common: 'would be found on every server',
}

export const cautionWords: Record<SignCaution, string> = {
  shipped:
    'Some systems ship a genuine file of this name. Agents ask the package database whose it is; the name alone proves nothing.',
  private: 'Many networks use this address inside: it is found where nothing is wrong.',
}

/** Why something was left out. */
export function leftOutWords(why: LeftOutReason): string {
  switch (why.is) {
    case 'value':
      return `${typeWords[why.type]} ${valueProblems[why.problem]}`
    case 'not-understood':
      return why.what === '' ? 'it is an object without a type' : `not understood: ${why.what}`
    case 'only-together':
      return 'its parts count only together, and a list would look for each alone'
    case 'revoked':
      return 'whoever published it took it back'
    case 'expired':
      return 'it held until a time that is past'
    case 'too-many':
      return 'there is more than is read at once: give the rest in another file'
  }
}
