import { UnattendedEnd } from '#app/_components/desk/unattended-end.tsx'
import { keepIt } from '#app/desk/(staff)/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'

/** When the incident ends by itself, while that waits. */
export async function EndPart({ incident }: { incident: DeskIncident }) {
  const { db } = await requireStaff()
  return <UnattendedEnd incident={incident} policy={await readPolicy(db)} action={keepIt} />
}
