import { Card, Part } from '#app/_components/desk/card.tsx'
import { complete, extend } from '#app/desk/(staff)/maintenance/actions.ts'
import { readReachOf } from '#app/desk/(staff)/maintenance/reach-of.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskMaintenance } from '#db/reads/maintenance/desk-maintenance.ts'
import { MaintenanceLine } from './maintenance-rows.tsx'
import { RunningForms } from './running-forms.tsx'

/** Of this many it is counted who was told; others are ended on their own pages. */
const mostOffered = 10

/** What runs now, with what can be done about it. */
export async function RunningCards({ rows, now }: { rows: readonly DeskMaintenance[]; now: Date }) {
  const { db } = await requireStaff()
  const reach = await Promise.all(rows.slice(0, mostOffered).map(row => readReachOf(db, row, now)))
  return (
    <Part title={staffWords('deskMaintenance.runningCards.running')}>
      {rows.map((row, place) => (
        <Card key={row.postId} tone="work">
          <div>
            <MaintenanceLine row={row} now={now} />
          </div>
          {reach[place] ? (
            <RunningForms maintenance={row} reach={reach[place]} extend={extend} complete={complete} />
          ) : null}
        </Card>
      ))}
    </Part>
  )
}
