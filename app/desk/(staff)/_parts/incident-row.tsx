import { AffectedServers } from '#app/_components/desk/affected-servers.tsx'
import { AlertList } from '#app/_components/desk/alert-list.tsx'
import { GuessFindings } from '#app/_components/desk/guess-findings.tsx'
import { GuessForms } from '#app/_components/desk/guess-forms.tsx'
import {
  ApproveForm,
  DismissForm,
  QuickUpdateForm,
  ReleaseForm,
  ResolveForm,
} from '#app/_components/desk/incident-forms.tsx'
import { IncidentStateLine, incidentTone } from '#app/_components/desk/incident-line.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { Fold } from '#app/_components/desk/rows/fold.tsx'
import {
  acknowledge,
  approve,
  dismiss,
  dismissGuess,
  publishGuess,
  releaseBadNews,
  resolve,
  takeOn,
  takeWaiting,
  update,
} from '#app/desk/(staff)/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskAlert, DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import type { WorkRow } from '#lib/rules/desk/work-list.ts'
import { isUntaken } from '#lib/rules/incidents/incident.ts'
import { EndPart } from './end-part.tsx'
import { MeasureForm } from './measure-form.tsx'
import { RowFrame, TakeForm, type Taker } from './row-frame.tsx'

type Props = {
  row: WorkRow
  incident: DeskIncident
  alerts: readonly DeskAlert[]
  reach: number
  now: Date
  /** Who has taken the row, where the incident itself is nobody's. */
  taker: Taker | null
}

/** An incident of which something waits, with all that can be done about that in the place. */
export function IncidentRow({ row, incident, alerts, reach, now, taker }: Props) {
  const has = takerOf(incident) ?? taker
  const frame = { row, now, reach, taker: has, href: `/desk/posts/${incident.id}` }
  if (row.kind === 'held')
    return (
      <RowFrame
        {...frame}
        facts={
          <>
            <AffectedServers servers={incident.servers} />
            <AlertList alerts={alerts} />
          </>
        }
      >
        <ApproveForm incident={incident} action={approve} />
        <HeldEnd row={row} incident={incident} />
      </RowFrame>
    )
  if (row.kind === 'guess')
    return (
      <RowFrame {...frame} facts={<GuessFindings alerts={alerts} />}>
        <GuessForms incident={incident} publish={publishGuess} dismiss={dismissGuess} />
        {incident.acknowledgedAt ? null : <TakeForm row={row} take={acknowledge} postId={incident.id} />}
      </RowFrame>
    )
  return (
    <RowFrame
      {...frame}
      tone={row.kind === 'promiseLate' ? undefined : incidentTone(incident)}
      facts={<IncidentStateLine incident={incident} now={now} />}
    >
      <ShownActions row={row} incident={incident} isTaken={has !== null} />
    </RowFrame>
  )
}

function takerOf({ acknowledgedAt, acknowledgedName }: DeskIncident): Taker | null {
  return acknowledgedAt
    ? {
        name: acknowledgedName ?? staffWords('deskIncidents.acknowledge.aFormerColleague'),
        takenAt: acknowledgedAt,
      }
    : null
}

/** What is seldom meant stands apart from what is. */
function HeldEnd({ row, incident }: Pick<Props, 'row' | 'incident'>) {
  return (
    <div className="row-actions">
      {incident.acknowledgedAt ? null : <TakeForm row={row} take={acknowledge} postId={incident.id} />}
      <DismissForm incident={incident} action={dismiss} />
    </div>
  )
}

type ActionsProps = Pick<Props, 'row' | 'incident'> & { isTaken: boolean }

/** The likely action first and strongest: what the row waits for. */
function ShownActions({ row, incident, isTaken }: ActionsProps) {
  const waits = [row.kind, ...row.also]
  const isEnd = waits.includes('end') || waits.includes('cleaned')
  const isNobodys = isUntaken(incident)
  const isUpdateLikely = row.kind === 'promiseLate' || row.kind === 'promiseSoon'
  const taking = isNobodys ? (
    <TakeForm
      row={row}
      take={takeOn}
      postId={incident.id}
      effect={staffWords('deskNow.incidentRow.readersSeeTaken')}
      isLikely={row.kind === 'untaken'}
    />
  ) : isTaken ? null : (
    <TakeForm row={row} take={takeWaiting} />
  )
  return (
    <>
      {waits.includes('withheld') ? <ReleaseForm incident={incident} action={releaseBadNews} /> : null}
      {isEnd ? (
        <>
          <ResolveForm incident={incident} action={resolve} />
          <EndPart incident={incident} />
        </>
      ) : null}
      <div className="row-actions">
        {isUpdateLikely ? null : taking}
        <May act="write-update">
          <Fold title={staffWords('deskNow.incidentRow.writeAnUpdate')} hotkey="u" isLikely={isUpdateLikely}>
            <QuickUpdateForm incident={incident} action={update} />
          </Fold>
        </May>
        {isUpdateLikely ? taking : null}
        {isEnd ? null : (
          <May act="resolve-incident">
            <Fold title={staffWords('deskNow.incidentRow.itIsOver')} hotkey="r">
              <ResolveForm incident={incident} action={resolve} />
            </Fold>
          </May>
        )}
      </div>
      {isEnd ? null : <MeasureForm incident={incident} />}
    </>
  )
}
