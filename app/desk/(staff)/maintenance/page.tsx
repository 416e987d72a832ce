import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ServerNameOptions } from '#app/_components/desk/field.tsx'
import { BrandNote } from '#app/_components/desk/forms/brand-note.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { listAddress, onPage, pageOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
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

export const generateMetadata = (): Metadata => ({ title: staffWords('deskMaintenance.page.maintenance') })

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
        {staffWords.rich('deskMaintenance.page.intro', {
          may: () => (
            <May act="plan-maintenance">
              <a href="#plan">{staffWords('deskMaintenance.page.planMaintenance')}</a>
            </May>
          ),
        })}
      </p>
      <MaintenanceSearch asked={asked} />
      {running.rows.length > 0 ? <RunningCards rows={running.rows} now={now} /> : null}
      {own.length > 0 ? <OwnWorks works={own} /> : null}
      <Part
        title={
          asked.list === 'past'
            ? staffWords('deskMaintenance.page.past')
            : staffWords('deskMaintenance.page.planned')
        }
      >
        {list.rows.length > 0 ? (
          <MaintenanceDays rows={list.rows} zone={ourSite().zone} now={now} />
        ) : (
          <p className="text-soft">{emptyWords()[asked.list]}</p>
        )}
        <MaintenancePages asked={asked} pages={list.pages} />
      </Part>
      {again.shown.length > 0 ? (
        <Part title={staffWords('deskMaintenance.page.comesAgain')}>
          <RecurrenceList recurrences={again.shown} stop={stop} />
          <ListPages
            what={staffWords('deskMaintenance.page.whatComesAgain')}
            page={again.page}
            pages={again.pages}
            href={number => listAddress('/desk/maintenance', { text: asked.text, again: number })}
          />
        </Part>
      ) : null}
      <ServerNameOptions hostnames={targets.servers.map(server => server.hostname)} />
      <May act="plan-maintenance">
        <Part title={staffWords('deskMaintenance.page.planMaintenance')} id="plan">
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
            <p className="text-soft">{staffWords('deskMaintenance.page.thereAreNoServers')}</p>
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

const emptyWords = (): Record<MaintenanceList, string> => ({
  running: staffWords('deskMaintenance.page.nothingRuns'),
  planned: staffWords('deskMaintenance.page.nothingIsPlanned'),
  past: staffWords('deskMaintenance.page.nothingIsPast'),
})

type Asked = ReturnType<typeof readAskedList>

function headlineOf(running: number, planned: number, { text }: Asked): string {
  if (text !== null) return staffWords('deskMaintenance.page.maintenanceWithText', { text })
  if (running === 0) return staffWords('deskMaintenance.page.noMaintenanceIsPlanned', { planned })
  return staffWords('deskMaintenance.page.oneMaintenanceRunsNow', { running })
}
