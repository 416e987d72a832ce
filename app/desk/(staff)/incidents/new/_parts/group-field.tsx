import { ChoiceField } from '#app/_components/desk/field.tsx'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'

/** A whole group besides; left out where there are none. */
export function GroupField({ groups }: { groups: readonly TargetGroup[] }) {
  if (groups.length === 0) return <input type="hidden" name="groupId" value="" />
  return (
    <ChoiceField
      label="And all servers of"
      name="groupId"
      choices={[
        { value: '', word: 'no group' },
        ...groups.map(group => ({ value: group.id, word: group.name })),
      ]}
    />
  )
}
