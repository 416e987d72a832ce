import type { Metadata } from 'next'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ServerNameOptions } from '#app/_components/desk/field.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { type DeskMaintenance, readDeskMaintenance } from '#db/reads/maintenance/desk-maintenance.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { MaintenanceCard, PlanForm } from './_parts/maintenance-forms.tsx'
import { end, plan, updateMaintenance } from './actions.ts'

export const metadata: Metadata = { title: 'Work' }

export default async function MaintenancePage() {
  const { db } = await requireStaff()
  const now = new Date()
  const [maintenance, targets] = await Promise.all([readDeskMaintenance(db, now), readTargets(db)])
  const lists = [
    { title: 'Running', empty: 'Nothing runs.', rows: maintenance.filter(each => each.startsAt <= now) },
    { title: 'Planned', empty: 'Nothing is planned.', rows: maintenance.filter(each => each.startsAt > now) },
  ]
  return (
    <>
      <Headline>{headlineOf(maintenance, now)}</Headline>
      <p className="max-w-prose text-soft">
        While work runs, trouble of its servers is shown but not told, and what is over by its end is never
        told.
      </p>
      <ServerNameOptions hostnames={targets.servers.map(server => server.hostname)} />
      {lists.map(({ title, empty, rows }) => (
        <Part key={title} title={title}>
          {rows.length === 0 ? <p className="text-soft">{empty}</p> : null}
          {rows.map(each => (
            <MaintenanceCard
              key={each.postId}
              maintenance={each}
              isRunning={each.startsAt <= now}
              end={end}
              update={updateMaintenance}
            />
          ))}
        </Part>
      ))}
      <Part title="Plan work" id="plan">
        <Card>
          <PlanForm groups={targets.groups} now={now} action={plan} />
        </Card>
      </Part>
    </>
  )
}

function headlineOf(maintenance: readonly DeskMaintenance[], now: Date): string {
  const running = maintenance.filter(each => each.startsAt <= now).length
  if (running === 0) return maintenance.length === 0 ? 'No work is planned.' : 'No work runs now.'
  return running === 1 ? 'One piece of work runs now.' : `${running} pieces of work run now.`
}
