import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField, TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { hasOutbox } from '#app/desk/(staff)/outbox/mails.ts'
import { AddWays } from '#app/desk/(staff)/people/_parts/add-ways.tsx'
import { WayCard } from '#app/desk/(staff)/people/_parts/way-card.tsx'
import { chooseQuiet, switchMine } from '#app/desk/(staff)/people/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readDestinations } from '#db/reads/destinations/destinations.ts'
import { readColleagues, type StaffOnLadder } from '#db/reads/reminders/colleagues.ts'
import { readOffer } from '#lib/flows/sending/load-channels.ts'
import { mostDestinations } from '#lib/rules/destinations/verification.ts'
import { zonesByRegion } from '#lib/rules/time/zone.ts'
import { ourSite } from '#lib/site.ts'

export const metadata: Metadata = { title: 'How you are reminded' }

export default async function OwnPage() {
  const { db, staffMember } = await requireStaff()
  const [colleagues, ways, offer] = await Promise.all([
    readColleagues(db, ourSite().zone),
    readDestinations(staffMember.id, db),
    readOffer(db),
  ])
  const own = colleagues.find(({ id }) => id === staffMember.id)
  if (!own) return null
  return (
    <>
      <Headline>How you are reminded</Headline>
      <p className="max-w-prose text-soft">
        Of promises that are due, of incidents that nobody has taken, of ends that wait and of comments: you,
        when it is your turn on <a href="/desk/people">the ladder</a>. Of what is held for staff everybody
        hears at once.
      </p>
      <Part title="Your ways">
        <MailCard own={own} />
        {ways.map(way => (
          <WayCard key={way.id} way={way} />
        ))}
      </Part>
      <Part title="Add another way">
        {ways.length < mostDestinations ? (
          <AddWays offered={offer.names} publicPushKey={offer.publicPushKey} />
        ) : (
          <p>{staffWords('destinations.full', { count: mostDestinations })}</p>
        )}
        <p className="max-w-prose text-sm text-soft">
          PagerDuty, Opsgenie and the like: add a webhook. Each reminder is posted there as signed JSON, the
          first with the code that you type here.
        </p>
      </Part>
      <Part title="Quiet time" id="quiet">
        <QuietForm own={own} />
      </Part>
    </>
  )
}

function MailCard({ own: { email, isMailOff, hasOther } }: { own: StaffOnLadder }) {
  return (
    <Card>
      <p className="font-semibold wrap-anywhere">Mail, {email}</p>
      {hasOutbox ? (
        <p className="text-sm text-slow">
          Reaches nobody yet: no mail provider is set, so mails go into files (
          <a href="/desk/outbox">Outbox</a>).
        </p>
      ) : (
        <p className="text-sm">{isMailOff ? staffWords('destinations.mail.off') : 'Reminders go there.'}</p>
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
  const zones = zonesByRegion().flatMap(region => region.places.map(place => place.zone))
  return (
    <Card>
      <p className="max-w-prose text-sm">
        Between these times, every day, your colleagues are reminded before you. You are still woken when
        everybody else wants quiet as well and something cannot wait. Leave both empty to be reminded at any
        time.
      </p>
      <ActionForm act="choose-quiet-time" action={chooseQuiet} className="grid max-w-xl gap-3">
        <div className="grid grid-cols-2 gap-3">
          <TextField label="From" name="from" type="time" defaultValue={quiet?.from} required={false} />
          <TextField label="To" name="to" type="time" defaultValue={quiet?.to} required={false} />
        </div>
        <ChoiceField
          label="Your time zone"
          name="zone"
          defaultValue={zone}
          hint="Reminders say times in it, too."
          choices={zones.map(value => ({ value, word: value.replaceAll('_', ' ') }))}
        />
        <SubmitButton>Save the quiet time</SubmitButton>
      </ActionForm>
    </Card>
  )
}
