import type { Metadata } from 'next'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { QuickUpdateForm, ResolveForm } from '#app/_components/desk/incident-forms.tsx'
import { IncidentLine } from '#app/_components/desk/incident-line.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { Fold } from '#app/_components/desk/rows/fold.tsx'
import { RowKeys } from '#app/_components/desk/rows/row-keys.tsx'
import { CountermeasurePart } from '#app/desk/(staff)/maintenance/_parts/countermeasure-form.tsx'
import { findStaff, requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { loadFirstRun } from '#lib/flows/settings/first-run.ts'
import { deskSentence } from '#lib/words/desk.ts'
import { CopyWarnings } from './_parts/copy-warnings.tsx'
import { FirstRunCard, firstRunSentence } from './_parts/first-run.tsx'
import { KeepLive } from './_parts/keep-live.tsx'
import { LeftRows } from './_parts/left-rows.tsx'
import { MeasureForm } from './_parts/measure-form.tsx'
import { ProcessWarnings } from './_parts/process-warnings.tsx'
import { countedDays, type NowList, readNow, readWaiting } from './_parts/read-now.ts'
import { RowOf } from './_parts/row-of.tsx'
import { WorkRows } from './_parts/work-rows.tsx'
import { resolve, update } from './actions.ts'

/** The tab says how much waits, also while somebody looks at another one. */
export async function generateMetadata(): Promise<Metadata> {
  const waiting = (await findStaff()) ? (await readWaiting()).rows.length : 0
  return {
    title:
      waiting > 0 ? staffWords('deskNow.page.titleWaiting', { waiting }) : staffWords('deskNow.page.now'),
  }
}

export default async function DeskPage() {
  const { db } = await requireStaff()
  const [list, firstRun] = await Promise.all([readNow(), loadFirstRun(db)])
  const isQuiet = list.open === 0 && list.shown.length === 0
  return (
    <>
      <KeepLive />
      <Headline>
        {(isQuiet ? firstRunSentence(firstRun) : null) ??
          deskSentence(staffWords, { ...list, stepsLeft: firstRun.isOpen ? firstRun.left : 0 }, list.now)}
      </Headline>
      <May act="declare-incident">
        <p className="mt-3">
          <a href="/desk/incidents/new" className="button" data-look="side">
            {staffWords('deskNow.page.declareAnIncident')}
          </a>
        </p>
      </May>
      <May act="dismiss-first-run">
        <FirstRunCard firstRun={firstRun} />
      </May>
      <ProcessWarnings />
      <CopyWarnings />
      <WorkRows rows={list.shown.map(row => ({ key: row.key, element: <RowOf row={row} list={list} /> }))}>
        <LeftRows left={list.left} />
      </WorkRows>
      <OpenBesides list={list} />
      <CountermeasurePart open={list.others} />
      {list.failed > 0 ? (
        <Part title={staffWords('deskNow.page.lastDays', { countedDays })}>
          <p>
            <a href="/desk/deliveries?state=refused">
              {staffWords('deskNow.page.failedDeliveries', { failed: list.failed })}
            </a>{' '}
            <span className="text-soft">{staffWords('deskNow.page.refusedOrTriedAgain')}</span>
          </p>
        </Part>
      ) : null}
    </>
  )
}

/** Incidents that customers see, and of which nothing waits at the moment. */
function OpenBesides({ list: { others, othersLeft, open, now } }: { list: NowList }) {
  if (open === 0) return null
  return (
    <Part
      title={
        others.length === open
          ? staffWords('deskNow.page.openIncidents')
          : staffWords('deskNow.page.otherOpenIncidents')
      }
    >
      {others.length === 0 ? <p className="text-soft">{staffWords('deskNow.page.none')}</p> : null}
      {others.map(incident => (
        <RowKeys key={incident.id} label={incident.title}>
          <IncidentLine incident={incident} now={now}>
            <May act="write-update">
              <div className="row-actions">
                <Fold title={staffWords('deskNow.page.writeAnUpdate')} hotkey="u">
                  <QuickUpdateForm incident={incident} action={update} />
                </Fold>
                <Fold title={staffWords('deskNow.page.itIsOver')} hotkey="r">
                  <ResolveForm incident={incident} action={resolve} />
                </Fold>
              </div>
            </May>
            <MeasureForm incident={incident} />
          </IncidentLine>
        </RowKeys>
      ))}
      {othersLeft > 0 ? (
        <p>
          <a href="/desk/incidents?state=open">{staffWords('deskNow.page.andMore', { othersLeft })}</a>
        </p>
      ) : null}
    </Part>
  )
}
