import { GroupChoice } from '#app/_components/desk/forms/server-choice.tsx'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'

/** A whole group besides; left out where there are none. */
export function GroupField({ groups }: { groups: readonly TargetGroup[] }) {
  if (groups.length === 0) return <input type="hidden" name="groupId" value="" />
  return <GroupChoice groups={groups} />
}
