import { ChoiceField, TextField } from '#app/_components/desk/field.tsx'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'

type Props = { groups: readonly TargetGroup[]; labels?: readonly string[] }

/** Which servers, by name and by group. labels: those that are suggested. */
export function ServersField({ groups, labels = [] }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
      <TextField
        label="Servers"
        name="serverNames"
        required={false}
        maxLength={5000}
        autoComplete="off"
        defaultValue={labels.join(', ')}
        hint="Labels or host names, with commas between them."
      />
      <ChoiceField
        label="And all servers of"
        name="groupId"
        choices={[
          { value: '', word: 'no group' },
          ...groups.map(group => ({ value: group.id, word: group.name })),
        ]}
      />
    </div>
  )
}
