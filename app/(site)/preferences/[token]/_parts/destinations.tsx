import { readWays } from '#db/reads/destinations/destinations.ts'
import { readOffer } from '#lib/flows/sending/load-channels.ts'
import { mostDestinations } from '#lib/rules/destinations/verification.ts'
import { AddDestination } from './add-destination.tsx'
import { destinationAnswer } from './destination-answer.ts'
import { DestinationRow } from './destination-row.tsx'
import { MailSwitch } from './mail-switch.tsx'

type Props = {
  subscriberId: string
  /** Of the link to the preferences, which each form sends along. */
  token: string
  /** What became of the form that was sent: the address's "way". */
  answer?: string | string[] | undefined
}

/** The ways to reach a subscriber besides mail: to add, prove, test and remove them without scripts. */
export async function Destinations({ subscriberId, token, answer }: Props) {
  const { destinations, hasOther, isMailOff } = await readWays(subscriberId)
  const { names, publicPushKey } = await readOffer()
  const said = destinationAnswer(answer)
  return (
    <section aria-labelledby="ways" className="grid max-w-[36rem] gap-4">
      <h2 id="ways" className="section-title">
        Where it reaches you
      </h2>
      {said ? (
        <p
          role={said.isGood ? 'status' : 'alert'}
          data-tone={said.isGood ? 'fine' : 'down'}
          className="font-semibold text-(--tone)"
        >
          {said.sentence}
        </p>
      ) : null}
      <ul className="grid gap-4">
        <MailSwitch token={token} isOff={isMailOff} hasOther={hasOther} />
        {destinations.map(destination => (
          <DestinationRow key={destination.id} token={token} destination={destination} />
        ))}
      </ul>
      {destinations.length < mostDestinations ? (
        <AddDestination token={token} offered={names} publicPushKey={publicPushKey} />
      ) : (
        <p>You have {mostDestinations} ways, as many as we take. Remove one to add another.</p>
      )}
    </section>
  )
}
