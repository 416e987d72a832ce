import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { SubscriberBadge } from '#app/desk/(staff)/subscribers/_parts/subscriber-state.tsx'
import { endAll, liftOne } from '#app/desk/(staff)/subscribers/actions.ts'
import type { Subscriber } from '#db/reads/subscribers/subscribing.ts'

/** How a subscriber stands, since when and why. */
export function SubscriberStanding({ subscriber }: { subscriber: Subscriber }) {
  const { state } = subscriber
  return (
    <p className="flex flex-wrap items-baseline gap-x-3">
      <SubscriberBadge state={state} />
      <span className="text-soft">
        <Since subscriber={subscriber} />
      </span>
    </p>
  )
}

function Since({ subscriber }: { subscriber: Subscriber }) {
  const { state, confirmedAt, invitedAt, askedAt, unsubscribedAt, suppressedAt, suppressedFor } = subscriber
  switch (state) {
    case 'confirmed':
      return confirmedAt ? (
        <>
          since <LocalTime at={confirmedAt} />
        </>
      ) : null
    case 'pending':
      if (invitedAt) return 'entered by staff, and still to be asked by mail'
      return askedAt ? (
        <>
          asked by mail <LocalTime at={askedAt} />, and not answered
        </>
      ) : (
        'never asked'
      )
    case 'unsubscribed':
      return unsubscribedAt ? (
        <>
          since <LocalTime at={unsubscribedAt} />: only the owner can ask for notices again
        </>
      ) : null
    case 'suppressed':
      return (
        <>
          {suppressedAt ? (
            <>
              since <LocalTime at={suppressedAt} />:{' '}
            </>
          ) : null}
          {suppressedFor ?? 'nobody noted why'}
        </>
      )
  }
}

/** What staff can do for the owner of the address, short of deleting it. */
export function StandingForms({ subscriber: { id, state } }: { subscriber: Subscriber }) {
  if (state === 'unsubscribed') return null
  const isSuppressed = state === 'suppressed'
  const act = isSuppressed ? 'lift-suppression' : 'end-notices'
  return (
    <May act={act}>
      <Part title={isSuppressed ? 'Let mail go there again' : 'End the notices'}>
        <details>
          <summary className="min-h-11 cursor-pointer py-2">
            {isSuppressed ? 'Lift this' : 'End all notices to this address'}
          </summary>
          <ActionForm act={act} action={isSuppressed ? liftOne : endAll} className="grid gap-2">
            <input type="hidden" name="subscriberId" value={id} />
            <p className="max-w-prose text-soft">
              {isSuppressed
                ? 'Only if the owner says that the mailbox works. Then they can ask for notices anew; nothing is sent before.'
                : 'One person gets no notice any more, and only they can ask for notices again.'}
            </p>
            <SubmitButton look="side">{isSuppressed ? 'Lift it' : 'End them'}</SubmitButton>
          </ActionForm>
        </details>
      </Part>
    </May>
  )
}
