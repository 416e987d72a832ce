import { staffWords } from '#app/desk/staff-words.ts'
import type { ContainmentKind } from '#lib/rules/containment/containment.ts'

/** What staff read instead of a kind. */
export const kindWords = (): Record<ContainmentKind, string> => ({
  firewall: staffWords('deskContainment.kindWords.firewallRule'),
  account: staffWords('deskContainment.kindWords.accountOrPassword'),
  service: staffWords('deskContainment.kindWords.serviceStoppedOrChanged'),
  file: staffWords('deskContainment.kindWords.fileRemovedOrReplaced'),
  network: staffWords('deskContainment.kindWords.network'),
  other: staffWords('deskContainment.kindWords.somethingElse'),
})

export const kindChoices = () => Object.entries(kindWords()).map(([value, word]) => ({ value, word }))
