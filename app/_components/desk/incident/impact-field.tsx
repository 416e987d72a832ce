import { ChoiceField } from '#app/_components/desk/field.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import { causeOfJudged, judgedImpacts } from '#lib/rules/incidents/judgement.ts'
import { impactLabel } from '#lib/words/servers.ts'

/** What a person may say that servers are in. */
export const impactChoices = () =>
  judgedImpacts.map(impact => ({
    value: impact,
    word: impactLabel(staffWords, impact, causeOfJudged(impact)),
  }))

/** What servers are in, by a person's word. */
export function ImpactField({ label, name }: { label: string; name: string }) {
  const choices = impactChoices()
  const [first] = choices
  return <ChoiceField label={label} name={name} defaultValue={first?.value ?? ''} choices={choices} />
}
