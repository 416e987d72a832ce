import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { OtherLanguages, reasonPart } from '#app/_components/desk/forms/other-languages.tsx'
import { LocalPeriod } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { endTurn, leaveOut } from '#app/desk/(staff)/maintenance/turn-actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type DeskMaintenance, type DeskTurn, readDeskTurns } from '#db/reads/maintenance/desk-maintenance.ts'
import { endOf, isCancelled, isRunning, serverPeriods } from '#lib/rules/maintenance/maintenance.ts'

type Props = { maintenance: DeskMaintenance; now: Date }

/** Each server with its time, and what can be done about it alone; nothing where there is only one. */
export async function TurnsPart({ maintenance, now }: Props) {
  const { db } = await requireStaff()
  const turns = await readDeskTurns(db, maintenance.id)
  if (turns.length < 2) return null
  const periods = serverPeriods({ ...maintenance, slots: turns })
  const open = periods.filter(period => !isCancelled(period) && endOf(period) > now)
  const stateOf = (turn: DeskTurn): TurnState => {
    const period = open.find(each => each.serverId === turn.serverId)
    if (!period) return 'over'
    if (isRunning(period, now)) return 'runs'
    return open.length > 1 ? 'planned' : 'last'
  }
  return (
    <Part title={staffWords('deskPost.turnsPart.servers')}>
      <Card>
        <ul className="grid gap-2">
          {turns.map(turn => (
            <li
              key={turn.serverId}
              className="grid items-start gap-x-4 sm:grid-cols-[12rem_minmax(0,1fr)_auto]"
            >
              <span className="font-semibold wrap-anywhere">{turn.label}</span>
              <span>
                <LocalPeriod from={turn.startsAt} to={turn.completedAt ?? turn.endsAt} />
                {turn.cancelledAt ? ` · ${staffWords('deskPost.turnsPart.leftOut')}` : null}
                {turn.completedAt && !turn.cancelledAt ? ` · ${staffWords('deskPost.turnsPart.done')}` : null}
              </span>
              <TurnForm maintenance={maintenance} turn={turn} state={stateOf(turn)} />
            </li>
          ))}
        </ul>
      </Card>
    </Part>
  )
}

/** last: no other one is left, so the whole is cancelled instead. */
type TurnState = 'over' | 'runs' | 'planned' | 'last'

type TurnProps = { maintenance: DeskMaintenance; turn: DeskTurn; state: TurnState }

function TurnForm({ maintenance: { postId, version }, turn: { serverId, label }, state }: TurnProps) {
  const seen = (
    <>
      <input type="hidden" name="postId" value={postId} />
      <input type="hidden" name="serverId" value={serverId} />
      <input type="hidden" name="version" value={version} />
    </>
  )
  switch (state) {
    case 'over':
    case 'last':
      return null
    case 'runs':
      return (
        <ActionForm act="complete-turn" action={endTurn} className="grid gap-2">
          {seen}
          <SubmitButton look="side">{staffWords('deskPost.turnsPart.labelIsDone', { label })}</SubmitButton>
        </ActionForm>
      )
    case 'planned':
      return (
        <May act="drop-turn">
          <details>
            <summary className="min-h-11 cursor-pointer py-2">
              {staffWords('deskPost.turnsPart.leaveLabelOut', { label })}
            </summary>
            <ActionForm act="drop-turn" action={leaveOut} className="grid gap-2">
              {seen}
              <TextField
                label={staffWords('deskPost.turnsPart.whyAsCustomersRead')}
                name="reason"
                maxLength={500}
                autoComplete="off"
              />
              <OtherLanguages parts={[reasonPart()]} />
              <SubmitButton look="side">{staffWords('deskPost.turnsPart.leaveItOut')}</SubmitButton>
            </ActionForm>
          </details>
        </May>
      )
  }
}
