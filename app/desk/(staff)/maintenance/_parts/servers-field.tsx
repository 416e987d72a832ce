import { GroupChoice, ServerNamesField } from '#app/_components/desk/forms/server-choice.tsx'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'

type Props = { groups: readonly TargetGroup[]; labels?: readonly string[] }

/** Which servers, by name and by group. labels: those that are suggested. */
export function ServersField({ groups, labels = [] }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
      <ServerNamesField defaultValue={labels.join(', ')} />
      <GroupChoice groups={groups} />
    </div>
  )
}
