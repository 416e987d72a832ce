import type { ReactNode } from 'react'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { CheckField, NextUpdateField, WordsField } from '#app/_components/desk/field.tsx'
import { OtherLanguages, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { CancelForm, MoveForm } from '#app/desk/(staff)/maintenance/_parts/planned-forms.tsx'
import { RunningForms } from '#app/desk/(staff)/maintenance/_parts/running-forms.tsx'
import {
  cancel,
  complete,
  extend,
  move,
  shift,
  updateMaintenance,
} from '#app/desk/(staff)/maintenance/actions.ts'
import { readReachOf, toldPeopleWords } from '#app/desk/(staff)/maintenance/reach-of.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import type { DeskMaintenance } from '#db/reads/maintenance/desk-maintenance.ts'
import { maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'

/** What can be done about maintenance that is not over. */
export async function MaintenanceActions({ maintenance, now }: { maintenance: DeskMaintenance; now: Date }) {
  const phase = maintenancePhase(maintenance, now)
  if (phase === 'completed' || phase === 'cancelled') return null
  const { db } = await requireStaff()
  const reach = await readReachOf(db, maintenance, now)
  return (
    <May act="write-update">
      <Part title={staffWords('deskPost.maintenanceActions.whatToDo')}>
        <Card>
          {phase === 'in_progress' ? (
            <RunningForms maintenance={maintenance} reach={reach} extend={extend} complete={complete} />
          ) : (
            <May act="move-maintenance">
              <Folded title={staffWords('deskPost.maintenanceActions.moveIt')}>
                <MoveForm
                  maintenance={maintenance}
                  reach={reach}
                  action={maintenance.hasTurns ? shift : move}
                />
              </Folded>
              <Folded title={staffWords('deskPost.maintenanceActions.cancelIt')}>
                <CancelForm maintenance={maintenance} reach={reach} action={cancel} />
              </Folded>
            </May>
          )}
          <Folded title={staffWords('deskPost.maintenanceActions.writeAnUpdate')}>
            <ActionForm
              act="write-update"
              action={updateMaintenance}
              className="grid grid-cols-[minmax(0,1fr)] gap-3"
            >
              <input type="hidden" name="postId" value={maintenance.postId} />
              <input type="hidden" name="id" value={newId()} />
              <WordsField label={staffWords('deskPost.maintenanceActions.whatCustomersRead')} name="text" />
              <OtherLanguages parts={[wordsPart()]} />
              <NextUpdateField />
              <CheckField
                label={staffWords('deskPost.maintenanceActions.mailThisUpdate', {
                  toldPeople: toldPeopleWords(reach.ofEnd),
                })}
                name="isMailed"
                isChecked
              />
              <SubmitButton>{staffWords('deskPost.maintenanceActions.publishUpdate')}</SubmitButton>
            </ActionForm>
          </Folded>
        </Card>
      </Part>
    </May>
  )
}

function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2">{title}</summary>
      {children}
    </details>
  )
}
