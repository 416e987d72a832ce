import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { moveUpOrDown } from '#app/desk/(staff)/people/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { StaffOnLadder } from '#db/reads/reminders/staff-on-ladder.ts'
import { isQuietAt } from '#lib/rules/reminders/quiet-time.ts'

/** One of the staff at their place on the ladder, of which there are count; 0 is the first. */
export type Rung = { member: StaffOnLadder; place: number; count: number }

type Props = { member: StaffOnLadder; isYou: boolean; now: Date }

/** How one of the staff is reminded, and whether they are to be left alone now. */
export function LadderState({ member: { quiet, hasOther, isMailOff, role }, isYou, now }: Props) {
  if (role === 'reader')
    return <p className="text-sm text-soft">{staffWords('deskPeople.ladder.remindedOfNothingReaders')}</p>
  const ways = isMailOff
    ? staffWords('deskPeople.ladder.remindedByOtherWays')
    : hasOther
      ? staffWords('deskPeople.ladder.byMailAndMore')
      : staffWords('deskPeople.ladder.remindedByMail')
  return (
    <p className="text-sm text-soft">
      {ways}
      {quiet
        ? staffWords('deskPeople.ladder.quietBetween', {
            from: quiet.from,
            to: quiet.to,
            zone: quiet.zone,
          })
        : null}
      {quiet && isQuietAt(quiet, now) ? (
        <strong className="text-ink">{staffWords('deskPeople.ladder.quietNow')}</strong>
      ) : null}
      {isYou ? (
        <>
          {' '}
          · <a href="/desk/people/me">{staffWords('deskPeople.ladder.change')}</a>
        </>
      ) : null}
    </p>
  )
}

/** Moves one of the staff up and down. */
export function LadderForms({ rung: { member, place, count } }: { rung: Rung }) {
  const ways = [
    { way: 'up', sign: '↑', isThere: place > 0 },
    { way: 'down', sign: '↓', isThere: place < count - 1 },
  ]
  return (
    <div className="flex flex-wrap gap-2">
      {ways
        .filter(({ isThere }) => isThere)
        .map(({ way, sign }) => (
          <ActionForm key={way} act="move-on-ladder" action={moveUpOrDown} className="grid gap-2">
            <input type="hidden" name="personId" value={member.id} />
            <input type="hidden" name="way" value={way} />
            <SubmitButton look="side">
              <span aria-hidden="true">{sign}</span>
              <span className="sr-only">
                {staffWords('deskPeople.ladder.moveNameWord', { name: member.name, way })}
              </span>
            </SubmitButton>
          </ActionForm>
        ))}
    </div>
  )
}
