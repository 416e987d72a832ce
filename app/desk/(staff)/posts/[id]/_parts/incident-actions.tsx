import { Acknowledged, AcknowledgeForm, TakeOnForm } from '#app/_components/desk/acknowledge.tsx'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { CheckField, WordsField } from '#app/_components/desk/field.tsx'
import { OtherLanguages, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { GuessFindings } from '#app/_components/desk/guess-findings.tsx'
import { GuessForms } from '#app/_components/desk/guess-forms.tsx'
import { toldLately } from '#app/_components/desk/incident/people.ts'
import { ResolveComposer } from '#app/_components/desk/incident/resolve-composer.tsx'
import { UpdateForm } from '#app/_components/desk/incident/update-form.tsx'
import { ApproveForm, DismissForm, ReleaseForm } from '#app/_components/desk/incident-forms.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { RowKeys } from '#app/_components/desk/rows/row-keys.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import {
  acknowledge,
  approve,
  dismiss,
  dismissGuess,
  publishGuess,
  releaseBadNews,
  takeOn,
} from '#app/desk/(staff)/actions.ts'
import { reopen } from '#app/desk/(staff)/incidents/actions.ts'
import { composeEnd, composeUpdate } from '#app/desk/(staff)/incidents/compose.ts'
import { peopleWords } from '#app/desk/questions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskAlert, DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import type { TakenBackWords } from '#db/reads/incidents/taken-back.ts'
import type { NoticeReach } from '#db/reads/notices/reach.ts'
import { listTemplates } from '#lib/flows/incidents/change-templates.ts'
import { asksAboutGuess, isUntaken } from '#lib/rules/incidents/incident.ts'
import { canReopen } from '#lib/rules/incidents/reopening.ts'

type Props = {
  incident: DeskIncident
  alerts: readonly DeskAlert[]
  reach: { watching: NoticeReach; heard: NoticeReach }
  /** What a person has just taken back. */
  takenBack: TakenBackWords | null
  now: Date
}

/** What can be done about an incident, the likely thing first. */
export function IncidentActions({ incident, alerts, reach, takenBack, now }: Props) {
  if (incident.resolvedAt)
    return canReopen(incident, now) ? <ReopenPart incident={incident} watching={reach.watching} /> : null
  if (incident.visibility === 'held') return <HeldPart incident={incident} alerts={alerts} />
  return <OpenParts incident={incident} alerts={alerts} reach={reach} takenBack={takenBack} />
}

function HeldPart({ incident, alerts }: Pick<Props, 'incident' | 'alerts'>) {
  return (
    <May
      act="approve-incident"
      otherwise={asksAboutGuess(incident) ? <GuessFindings alerts={alerts} /> : null}
    >
      <Part title={staffWords('deskPost.incidentActions.decide')}>
        <RowKeys label={staffWords('deskPost.incidentActions.yourAnswer')}>
          <Card>
            {asksAboutGuess(incident) ? <GuessFindings alerts={alerts} /> : null}
            <Acknowledged incident={incident} />
            {incident.acknowledgedAt ? null : <AcknowledgeForm postId={incident.id} action={acknowledge} />}
            {asksAboutGuess(incident) ? (
              <GuessForms incident={incident} publish={publishGuess} dismiss={dismissGuess} />
            ) : (
              <>
                <ApproveForm incident={incident} action={approve} />
                <DismissForm incident={incident} action={dismiss} />
              </>
            )}
          </Card>
        </RowKeys>
      </Part>
    </May>
  )
}

async function OpenParts({ incident, alerts, reach, takenBack }: Omit<Props, 'now'>) {
  const { db } = await requireStaff()
  const { templates } = await listTemplates(db)
  const firing = alerts.filter(alert => alert.closedAt === null).length
  const isEnd = takenBack?.phase === 'resolved'
  // Forms that begin with other words begin anew.
  const round = takenBack?.at.toISOString() ?? ''
  return (
    <>
      {isUntaken(incident) || incident.acknowledgedAt ? (
        <Part title={staffWords('deskPost.incidentActions.whoHasIt')}>
          <Card>
            <Acknowledged incident={incident} />
            {isUntaken(incident) ? <TakeOnForm postId={incident.id} action={takeOn} /> : null}
          </Card>
        </Part>
      ) : null}
      {incident.breaker === 'held' ? <WithheldPart incident={incident} /> : null}
      <May act="write-update">
        <Part title={staffWords('deskPost.incidentActions.writeAnUpdate')} id="update">
          <Card>
            <UpdateForm
              key={`update ${round}`}
              incident={incident}
              templates={templates}
              reach={reach}
              takenBack={isEnd ? null : takenBack}
              action={composeUpdate}
            />
          </Card>
        </Part>
        <Part title={staffWords('deskPost.incidentActions.resolve')} id="resolve">
          <Card>
            {firing > 0 ? (
              <p className="rounded-lg bg-slow-bg px-3 py-2 text-slow">
                {staffWords('deskPost.incidentActions.oneAlertIsFiring', { firing })}
              </p>
            ) : null}
            <ResolveComposer
              key={`end ${round}`}
              incident={incident}
              templates={templates}
              heard={reach.heard}
              isLikely={firing === 0}
              takenBack={isEnd ? takenBack : null}
              action={composeEnd}
            />
          </Card>
        </Part>
      </May>
    </>
  )
}

function WithheldPart({ incident }: Pick<Props, 'incident'>) {
  return (
    <Part title={staffWords('deskPost.incidentActions.noticesAreHeld')}>
      <Card>
        <p>{staffWords('deskPost.incidentActions.heldBack')}</p>
        <ReleaseForm incident={incident} action={releaseBadNews} />
      </Card>
    </Part>
  )
}

function ReopenPart({ incident, watching }: { incident: DeskIncident; watching: NoticeReach }) {
  return (
    <May act="reopen-incident">
      <Part title={staffWords('deskPost.incidentActions.itIsNotOver')} id="reopen">
        <details>
          <summary className="min-h-11 cursor-pointer py-2">
            {staffWords('deskPost.incidentActions.openItAgain')}
          </summary>
          <Card>
            <ActionForm
              act="reopen-incident"
              action={reopen}
              className="grid grid-cols-[minmax(0,1fr)] gap-3"
            >
              <input type="hidden" name="postId" value={incident.id} />
              <WordsField label={staffWords('deskPost.incidentActions.whatCustomersRead')} name="text" />
              <OtherLanguages parts={[wordsPart()]} />
              <CheckField
                label={staffWords('deskPost.incidentActions.tellWatchers', {
                  people: peopleWords(watching.count),
                  toldLately: toldLately(watching),
                })}
                name="isTold"
                isChecked
              />
              <SubmitButton>{staffWords('deskPost.incidentActions.openItAgain')}</SubmitButton>
            </ActionForm>
          </Card>
        </details>
      </Part>
    </May>
  )
}
