import type { Metadata } from 'next'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ServerNames } from '#app/_components/desk/field.tsx'
import { requirePerson } from '#app/desk/session.ts'
import { type DeskWork, readDeskWork } from '#db/reads/maintenance/desk-work.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { PlanForm, WorkCard } from './_parts/work-forms.tsx'
import { end, plan, update } from './actions.ts'

export const metadata: Metadata = { title: 'Work' }

export default async function WorkPage() {
  const { db } = await requirePerson()
  const now = new Date()
  const [work, targets] = await Promise.all([readDeskWork(db, now), readTargets(db)])
  const lists = [
    { title: 'Running', empty: 'Nothing runs.', rows: work.filter(each => each.startsAt <= now) },
    { title: 'Planned', empty: 'Nothing is planned.', rows: work.filter(each => each.startsAt > now) },
  ]
  return (
    <>
      <Headline>{headlineOf(work, now)}</Headline>
      <p className="max-w-prose text-soft">
        While work runs, trouble of its servers is shown but not told, and what is over by its end is never
        told.
      </p>
      <ServerNames hostnames={targets.servers.map(server => server.hostname)} />
      {lists.map(({ title, empty, rows }) => (
        <Part key={title} title={title}>
          {rows.length === 0 ? <p className="text-soft">{empty}</p> : null}
          {rows.map(each => (
            <WorkCard
              key={each.postId}
              work={each}
              isRunning={each.startsAt <= now}
              end={end}
              update={update}
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

function headlineOf(work: readonly DeskWork[], now: Date): string {
  const running = work.filter(each => each.startsAt <= now).length
  if (running === 0) return work.length === 0 ? 'No work is planned.' : 'No work runs now.'
  return running === 1 ? 'One piece of work runs now.' : `${running} pieces of work run now.`
}
