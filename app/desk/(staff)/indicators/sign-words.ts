import { staffWords } from '#app/desk/staff-words.ts'
import type { SignCaution } from '#lib/rules/indicators/caution.ts'
import type { LeftOutReason } from '#lib/rules/indicators/found-sign.ts'
import { type SignType, signLimits } from '#lib/rules/indicators/indicator.ts'
import type { ValueProblem } from '#lib/rules/indicators/sign-value.ts'

/** What staff read instead of a type. */
export const typeWords = (): Record<SignType, string> => ({
  path: staffWords('deskIndicators.signWords.path'),
  name: staffWords('deskIndicators.signWords.fileName'),
  sha256: staffWords('deskIndicators.signWords.sha256'),
  sha1: staffWords('deskIndicators.signWords.sha1'),
  md5: staffWords('deskIndicators.signWords.md5'),
  string: staffWords('deskIndicators.signWords.textWithinAFile'),
  address: staffWords('deskIndicators.signWords.ipAddressOrNetwork'),
  domain: staffWords('deskIndicators.signWords.domain'),
  socket: staffWords('deskIndicators.signWords.abstractSocket'),
})

export const typeChoices = () => Object.entries(typeWords()).map(([value, word]) => ({ value, word }))

/** What is wrong with a value, and what would be right. */
export const valueProblems = (): Record<ValueProblem, string> => ({
  long: staffWords('deskIndicators.signWords.isLongerThanValue', { value: signLimits.value }),
  control: staffWords('deskIndicators.signWords.hasWrongSigns'),
  hash: staffWords('deskIndicators.signWords.isNoSuchChecksum'),
  path: staffWords('deskIndicators.signWords.isNoAbsolutePath'),
  name: staffWords('deskIndicators.signWords.noFileName'),
  short: staffWords('deskIndicators.signWords.tooShort'),
  address: staffWords('deskIndicators.signWords.isNoIpAddress'),
  domain: staffWords('deskIndicators.signWords.isNoDomainSuch'),
  socket: staffWords('deskIndicators.signWords.noSocketName'),
  common: staffWords('deskIndicators.signWords.foundEverywhere'),
})

export const cautionWords = (): Record<SignCaution, string> => ({
  shipped: staffWords('deskIndicators.signWords.genuineFileName'),
  private: staffWords('deskIndicators.signWords.insideAddress'),
})

/** Why something was left out. */
export function leftOutWords(why: LeftOutReason): string {
  switch (why.is) {
    case 'value':
      return staffWords('deskIndicators.signWords.leftOut', {
        type: typeWords()[why.type],
        problem: valueProblems()[why.problem],
      })
    case 'not-understood':
      return why.what === ''
        ? staffWords('deskIndicators.signWords.itIsAnObject')
        : staffWords('deskIndicators.signWords.notUnderstoodWhat', { what: why.what })
    case 'only-together':
      return staffWords('deskIndicators.signWords.itsPartsCountOnly')
    case 'revoked':
      return staffWords('deskIndicators.signWords.whoeverPublishedItTook')
    case 'expired':
      return staffWords('deskIndicators.signWords.isPast')
    case 'too-many':
      return staffWords('deskIndicators.signWords.thereIsMoreThan')
  }
}
