import { dayChoices, overlapChoices } from '#app/desk/(staff)/keys/key-forms.ts'

const endWords: Record<(typeof dayChoices)[number], string> = {
  '365': 'after a year',
  '90': 'after 90 days',
  '30': 'after 30 days',
  '7': 'after a week',
  '': 'when it is revoked',
}

export const keyEndings = dayChoices.map(value => ({ value, word: endWords[value] }))

const overlapWords: Readonly<Record<string, string>> = {
  '0': 'not at all',
  '1': 'for an hour',
  '24': 'for a day',
  '168': 'for a week',
}

export const overlaps = overlapChoices.map(value => ({ value, word: overlapWords[value] ?? value }))
