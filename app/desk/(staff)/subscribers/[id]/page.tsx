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
import { StateForms, SubscriberStateLine } from './_parts/state.tsx'
import { SubscriberWays, Watched } from './_parts/watched.tsx'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskSubscribers.onePage.subscriber') })

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
      <SubscriberStateLine subscriber={subscriber} />
      <div className="grid items-start gap-x-10 lg:grid-cols-2">
        <Part title={staffWords('deskSubscribers.onePage.watch')}>
          <Watched subscriber={subscriber} />
          <Chosen subscriber={subscriber} />
          {subscriber.state === 'confirmed' ? (
            <May act="edit-subscriber">
              <a href={`/desk/subscribers/${id}/edit`} className="inline-block py-2">
                {staffWords('deskSubscribers.onePage.changeItForThem')}
              </a>
            </May>
          ) : null}
        </Part>
        <Part title={staffWords('deskSubscribers.onePage.waysToReachThem')}>
          <SubscriberWays subscriber={subscriber} />
        </Part>
        <Part title={staffWords('deskSubscribers.onePage.consent')}>
          <Consents subscriber={subscriber} consents={consents} />
        </Part>
        <Part title={staffWords('deskSubscribers.onePage.whatWasDone')}>
          <SubscriberChanges changes={changes} />
        </Part>
      </div>
      <Part title={staffWords('deskSubscribers.onePage.latestDeliveries')}>
        <SubscriberDeliveries deliveries={deliveries} email={email} />
      </Part>
      <StateForms subscriber={subscriber} />
      <PersonEnd email={email} written={written} isSuppressed={subscriber.state === 'suppressed'} />
      <p className="mt-6">
        <a href="/desk/subscribers">{staffWords('deskSubscribers.onePage.backToAllSubscribers')}</a>
      </p>
    </>
  )
}

function Chosen({ subscriber }: { subscriber: Subscriber }) {
  return (
    <p className="text-soft">
      {staffWords.rich('deskSubscribers.onePage.theyWantPreferenceThey', {
        preference: preferenceWords(staffWords, subscriber),
        zone: subscriber.zone ?? '',
        hasZone: subscriber.zone ? 'yes' : 'no',
        language: subscriber.language ? languages[subscriber.language].name : '',
        hasLanguage: subscriber.language ? 'yes' : 'no',
        createdAt: () => <LocalTime at={subscriber.createdAt} />,
      })}
    </p>
  )
}
