import { dayChoices, overlapChoices } from '#app/desk/(staff)/keys/key-forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'

const endWords = (): Record<(typeof dayChoices)[number], string> => ({
  '365': staffWords('deskKeys.keyChoices.afterAYear'),
  '90': staffWords('deskKeys.keyChoices.after90Days'),
  '30': staffWords('deskKeys.keyChoices.after30Days'),
  '7': staffWords('deskKeys.keyChoices.afterAWeek'),
  '': staffWords('deskKeys.keyChoices.whenItIsRevoked'),
})

export const keyEndings = () => dayChoices.map(value => ({ value, word: endWords()[value] }))

const overlapWords = (): Readonly<Record<string, string>> => ({
  '0': staffWords('deskKeys.keyChoices.notAtAll'),
  '1': staffWords('deskKeys.keyChoices.forAnHour'),
  '24': staffWords('deskKeys.keyChoices.forADay'),
  '168': staffWords('deskKeys.keyChoices.forAWeek'),
})

export const overlaps = () => overlapChoices.map(value => ({ value, word: overlapWords()[value] ?? value }))
