import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { PersonEnd } from '#app/desk/(staff)/subscribers/_parts/person-end.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readCommentsBy } from '#db/reads/subscribers/person.ts'
import {
  readConsents,
  readLatestDeliveries,
  readSubscriberChanges,
} from '#db/reads/subscribers/subscriber-page.ts'
import { readSubscriber, type Subscriber } from '#db/reads/subscribers/subscribing.ts'
import { languages } from '#lib/rules/languages/language.ts'
import { preferenceWords } from '#lib/words/subscribers.ts'
import { Consents, SubscriberChanges, SubscriberDeliveries } from './_parts/histories.tsx'
import { StandingForms, SubscriberStanding } from './_parts/standing.tsx'
import { SubscriberWays, Watched } from './_parts/watched.tsx'

export const metadata: Metadata = { title: 'Subscriber' }

export default async function SubscriberPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const subscriber = await readSubscriber(db, (await params).id)
  if (!subscriber) notFound()
  const { id, email } = subscriber
  const [consents, deliveries, written, changes] = await Promise.all([
    readConsents(db, id),
    readLatestDeliveries(db, id),
    readCommentsBy(db, email),
    readSubscriberChanges(db, id),
  ])
  return (
    <>
      <Headline>
        <span className="wrap-anywhere">{email}</span>
      </Headline>
      <SubscriberStanding subscriber={subscriber} />
      <div className="grid items-start gap-x-10 lg:grid-cols-2">
        <Part title="What they hear of">
          <Watched subscriber={subscriber} />
          <Chosen subscriber={subscriber} />
          {subscriber.state === 'confirmed' ? (
            <May act="edit-subscriber">
              <a href={`/desk/subscribers/${id}/edit`} className="inline-block py-2">
                Change it for them
              </a>
            </May>
          ) : null}
        </Part>
        <Part title="Ways to reach them">
          <SubscriberWays subscriber={subscriber} />
        </Part>
        <Part title="Consent">
          <Consents subscriber={subscriber} consents={consents} />
        </Part>
        <Part title="What was done">
          <SubscriberChanges changes={changes} />
        </Part>
      </div>
      <Part title="Latest deliveries">
        <SubscriberDeliveries deliveries={deliveries} email={email} />
      </Part>
      <StandingForms subscriber={subscriber} />
      <PersonEnd email={email} written={written} isSuppressed={subscriber.state === 'suppressed'} />
      <p className="mt-6">
        <a href="/desk/subscribers">Back to all subscribers</a>
      </p>
    </>
  )
}

function Chosen({ subscriber }: { subscriber: Subscriber }) {
  return (
    <p className="text-soft">
      They want {preferenceWords(staffWords, subscriber)}. They read times{' '}
      {subscriber.zone ? `in the zone ${subscriber.zone}` : 'in the zone of this site'},{' '}
      {subscriber.language ? `read ${languages[subscriber.language].name},` : ''} and were entered{' '}
      <LocalTime at={subscriber.createdAt} />.
    </p>
  )
}
