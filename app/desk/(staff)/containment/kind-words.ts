import type { ContainmentKind } from '#lib/rules/containment/containment.ts'

/** What staff read instead of a kind. */
export const kindWords: Record<ContainmentKind, string> = {
  firewall: 'Firewall rule',
  account: 'Account or password',
  service: 'Service stopped or changed',
  file: 'File removed or replaced',
  network: 'Network',
  other: 'Something else',
}

export const kindChoices = Object.entries(kindWords).map(([value, word]) => ({ value, word }))
