import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ServerNameOptions } from '#app/_components/desk/field.tsx'
import { BrandNote } from '#app/_components/desk/forms/brand-note.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { listAddress, onPage, pageOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { newId } from '#db/id.ts'
import { type MaintenanceList, readMaintenanceList } from '#db/reads/maintenance/desk-maintenance.ts'
import { readOwnWorks } from '#db/reads/maintenance/own-works.ts'
import { type DeskRecurrence, readDeskRecurrences } from '#db/reads/maintenance/recurrences.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { ourSite } from '#lib/site.ts'
import { MaintenanceDays } from './_parts/maintenance-rows.tsx'
import { MaintenancePages, MaintenanceSearch } from './_parts/maintenance-search.tsx'
import { OwnWorks } from './_parts/own-works.tsx'
import { PlanForm } from './_parts/plan-form.tsx'
import { newPlan } from './_parts/plan-start.ts'
import { RecurrenceList } from './_parts/recurrence-list.tsx'
import { RunningCards } from './_parts/running-cards.tsx'
import { plan, stop } from './actions.ts'
import { type MaintenanceQuery, readAskedList } from './query.ts'

export const metadata: Metadata = { title: 'Maintenance' }

export default async function MaintenanceListPage({
  searchParams,
}: {
  searchParams: Promise<MaintenanceQuery>
}) {
  const { db } = await requireStaff()
  const now = new Date()
  const query = await searchParams
  const asked = readAskedList(query)
  const [running, list, recurrences, targets, own] = await Promise.all([
    readMaintenanceList(db, { list: 'running', text: asked.text, page: 1 }, now),
    readMaintenanceList(db, asked, now),
    readDeskRecurrences(db, now),
    readTargets(db),
    readOwnWorks(db, now),
  ])
  const meant = recurrences.filter(recurrence => isNamed(recurrence, asked.text))
  const again = onPage(meant, pageOf(query.again), recurrencesShown)
  if (!running || !list || !again) notFound()
  return (
    <>
      <Headline>{headlineOf(running.rows.length, list.rows.length, asked)}</Headline>
      <p className="max-w-prose text-soft">
        While maintenance runs on a server, its trouble is shown but not told, and what is over by the end is
        never told.{' '}
        <May act="plan-maintenance">
          <a href="#plan">Plan maintenance</a>
        </May>
      </p>
      <MaintenanceSearch asked={asked} />
      {running.rows.length > 0 ? <RunningCards rows={running.rows} now={now} /> : null}
      {own.length > 0 ? <OwnWorks works={own} /> : null}
      <Part title={asked.list === 'past' ? 'Past' : 'Planned'}>
        {list.rows.length > 0 ? (
          <MaintenanceDays rows={list.rows} zone={ourSite().zone} now={now} />
        ) : (
          <p className="text-soft">{emptyWords[asked.list]}</p>
        )}
        <MaintenancePages asked={asked} pages={list.pages} />
      </Part>
      {again.shown.length > 0 ? (
        <Part title="Comes again">
          <RecurrenceList recurrences={again.shown} stop={stop} />
          <ListPages
            what="what comes again"
            page={again.page}
            pages={again.pages}
            href={number => listAddress('/desk/maintenance', { text: asked.text, again: number })}
          />
        </Part>
      ) : null}
      <ServerNameOptions hostnames={targets.servers.map(server => server.hostname)} />
      <May act="plan-maintenance">
        <Part title="Plan maintenance" id="plan">
          <BrandNote of="maintenance" />
          {targets.servers.length > 0 ? (
            <Card>
              <PlanForm
                groups={targets.groups}
                zone={ourSite().zone}
                start={newPlan(newId(), now)}
                action={plan}
              />
            </Card>
          ) : (
            <p className="text-soft">
              There are no servers yet, so there is nothing to plan. As soon as there is one, it can be
              planned here.
            </p>
          )}
        </Part>
      </May>
    </>
  )
}

const recurrencesShown = 20

function isNamed({ title, labels }: DeskRecurrence, text: string | null): boolean {
  return [title, ...labels]
    .join('\n')
    .toLowerCase()
    .includes(text?.toLowerCase() ?? '')
}

const emptyWords: Record<MaintenanceList, string> = {
  running: 'Nothing runs.',
  planned: 'Nothing is planned.',
  past: 'Nothing is past.',
}

type Asked = ReturnType<typeof readAskedList>

function headlineOf(running: number, planned: number, { text }: Asked): string {
  if (text !== null) return `Maintenance with “${text}”`
  if (running === 0) return planned === 0 ? 'No maintenance is planned.' : 'No maintenance runs now.'
  return running === 1 ? 'One maintenance runs now.' : `${running} maintenances run now.`
}
