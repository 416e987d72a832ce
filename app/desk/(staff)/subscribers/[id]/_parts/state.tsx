import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { SubscriberBadge } from '#app/desk/(staff)/subscribers/_parts/subscriber-state.tsx'
import { endAll, liftOne } from '#app/desk/(staff)/subscribers/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Subscriber } from '#db/reads/subscribers/subscribing.ts'

/** How a subscriber stands, since when and why. */
export function SubscriberStateLine({ subscriber }: { subscriber: Subscriber }) {
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
      return confirmedAt
        ? staffWords.rich('deskSubscribers.standing.since', {
            confirmedAt: () => <LocalTime at={confirmedAt} />,
          })
        : null
    case 'pending':
      if (invitedAt) return staffWords('deskSubscribers.standing.toBeAsked')
      return askedAt
        ? staffWords.rich('deskSubscribers.standing.asked', {
            askedAt: () => <LocalTime at={askedAt} />,
          })
        : staffWords('deskSubscribers.standing.neverAsked')
    case 'unsubscribed':
      return unsubscribedAt
        ? staffWords.rich('deskSubscribers.standing.sinceOnlyTheOwner', {
            unsubscribedAt: () => <LocalTime at={unsubscribedAt} />,
          })
        : null
    case 'suppressed':
      return (
        <>
          {staffWords.rich('deskSubscribers.standing.sinceWhy', {
            hasSuppressedAt: suppressedAt ? 'yes' : 'no',
            suppressedAt: () => suppressedAt && <LocalTime at={suppressedAt} />,
            why: suppressedFor ?? staffWords('deskSubscribers.standing.nobodyNotedWhy'),
          })}
        </>
      )
  }
}

/** What staff can do for the owner of the address, short of deleting it. */
export function StateForms({ subscriber: { id, state } }: { subscriber: Subscriber }) {
  if (state === 'unsubscribed') return null
  const isSuppressed = state === 'suppressed'
  const act = isSuppressed ? 'lift-suppression' : 'end-notices'
  return (
    <May act={act}>
      <Part
        title={
          isSuppressed
            ? staffWords('deskSubscribers.standing.letMailGoThere')
            : staffWords('deskSubscribers.standing.endTheNotices')
        }
      >
        <details>
          <summary className="min-h-11 cursor-pointer py-2">
            {isSuppressed
              ? staffWords('deskSubscribers.standing.liftThis')
              : staffWords('deskSubscribers.standing.endNotices')}
          </summary>
          <ActionForm act={act} action={isSuppressed ? liftOne : endAll} className="grid gap-2">
            <input type="hidden" name="subscriberId" value={id} />
            <p className="max-w-prose text-soft">
              {isSuppressed
                ? staffWords('deskSubscribers.standing.onlyIfTheOwner')
                : staffWords('deskSubscribers.standing.endMeans')}
            </p>
            <SubmitButton look="side">
              {isSuppressed
                ? staffWords('deskSubscribers.standing.liftIt')
                : staffWords('deskSubscribers.standing.endThem')}
            </SubmitButton>
          </ActionForm>
        </details>
      </Part>
    </May>
  )
}
