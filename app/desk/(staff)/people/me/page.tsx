import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField, TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { hasOutbox } from '#app/desk/(staff)/outbox/mails.ts'
import { AddWays } from '#app/desk/(staff)/people/_parts/add-ways.tsx'
import { WayCard } from '#app/desk/(staff)/people/_parts/way-card.tsx'
import { chooseQuiet, switchMine } from '#app/desk/(staff)/people/actions.ts'
import { zoneChoices } from '#app/desk/(staff)/settings/settings-words.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readDestinations } from '#db/reads/destinations/destinations.ts'
import { readStaffOnLadder, type StaffOnLadder } from '#db/reads/reminders/staff-on-ladder.ts'
import { readOffer } from '#lib/flows/sending/load-channels.ts'
import { mostDestinations } from '#lib/rules/destinations/verification.ts'
import { ourSite } from '#lib/site.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskPeople.mePage.howYouAreReminded') })

export default async function OwnPage() {
  const { db, staffMember } = await requireStaff()
  const [members, ways, offer] = await Promise.all([
    readStaffOnLadder(db, ourSite().zone),
    readDestinations(staffMember.id, db),
    readOffer(db),
  ])
  const own = members.find(({ id }) => id === staffMember.id)
  if (!own) return null
  return (
    <>
      <Headline>{staffWords('deskPeople.mePage.howYouAreReminded')}</Headline>
      <p className="max-w-prose text-soft">
        {staffWords.rich('deskPeople.mePage.whatIsReminded', {
          people: text => <a href="/desk/people">{text}</a>,
        })}
      </p>
      <Part title={staffWords('deskPeople.mePage.yourWays')}>
        <MailCard own={own} />
        {ways.map(way => (
          <WayCard key={way.id} way={way} />
        ))}
      </Part>
      <Part title={staffWords('deskPeople.mePage.addAnotherWay')}>
        {ways.length < mostDestinations ? (
          <AddWays offered={offer.names} publicPushKey={offer.publicPushKey} />
        ) : (
          <p>{staffWords('destinations.full', { count: mostDestinations })}</p>
        )}
        <p className="max-w-prose text-sm text-soft">{staffWords('deskPeople.mePage.pagersHint')}</p>
      </Part>
      <Part title={staffWords('deskPeople.mePage.quietTime')} id="quiet">
        <QuietForm own={own} />
      </Part>
    </>
  )
}

function MailCard({ own: { email, isMailOff, hasOther } }: { own: StaffOnLadder }) {
  return (
    <Card>
      <p className="font-semibold wrap-anywhere">{staffWords('deskPeople.mePage.mailEmail', { email })}</p>
      {hasOutbox ? (
        <p className="text-sm text-slow">
          {staffWords.rich('deskPeople.mePage.reachesNobody', {
            outbox: text => <a href="/desk/outbox">{text}</a>,
          })}
        </p>
      ) : (
        <p className="text-sm">
          {isMailOff ? staffWords('destinations.mail.off') : staffWords('deskPeople.mePage.remindersGoThere')}
        </p>
      )}
      {hasOther ? (
        <ActionForm act="stop-own-mail" action={switchMine} className="grid gap-2">
          <input type="hidden" name="mail" value={isMailOff ? 'on' : 'off'} />
          <SubmitButton look="side">
            {staffWords(isMailOff ? 'destinations.mail.start' : 'destinations.mail.stop')}
          </SubmitButton>
        </ActionForm>
      ) : null}
    </Card>
  )
}

function QuietForm({ own: { zone, quiet } }: { own: StaffOnLadder }) {
  return (
    <Card>
      <p className="max-w-prose text-sm">{staffWords('deskPeople.mePage.betweenTheseTimesEvery')}</p>
      <ActionForm act="choose-quiet-time" action={chooseQuiet} className="grid max-w-xl gap-3">
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={staffWords('deskPeople.mePage.from')}
            name="from"
            type="time"
            defaultValue={quiet?.from}
            required={false}
          />
          <TextField
            label={staffWords('deskPeople.mePage.to')}
            name="to"
            type="time"
            defaultValue={quiet?.to}
            required={false}
          />
        </div>
        <ChoiceField
          label={staffWords('deskPeople.mePage.yourTimeZone')}
          name="zone"
          defaultValue={zone}
          hint={staffWords('deskPeople.mePage.zoneHint')}
          choices={zoneChoices()}
        />
        <SubmitButton>{staffWords('deskPeople.mePage.saveTheQuietTime')}</SubmitButton>
      </ActionForm>
    </Card>
  )
}
