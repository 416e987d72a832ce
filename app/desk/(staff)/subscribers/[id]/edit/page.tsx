import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { CheckField, ChoiceField, TextField, WordsField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { editOwn } from '#app/desk/(staff)/subscribers/actions.ts'
import { seenText, shownWatches } from '#app/desk/(staff)/subscribers/edition.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import {
  readSubscriber,
  readTargets,
  readWatched,
  type Subscriber,
} from '#db/reads/subscribers/subscribing.ts'
import { offeredLanguages } from '#lib/language.ts'
import { languages } from '#lib/rules/languages/language.ts'
import { preferenceKinds, troubleImpacts } from '#lib/rules/subscribers/notice-preferences.ts'
import { mostConsent } from '#lib/rules/subscribers/subscriber-line.ts'
import { zonesByRegion } from '#lib/rules/time/zone.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskSubscribers.editPage.changeASubscriber'),
})

/** Changes what a confirmed subscriber hears of and chose, when its owner asks staff for it. */
export default async function EditSubscriberPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const subscriber = await readSubscriber(db, (await params).id)
  if (subscriber?.state !== 'confirmed') notFound()
  const { id, email } = subscriber
  const [watched, { servers }] = await Promise.all([readWatched(db, id), readTargets(db)])
  const shown = shownWatches(watched, servers)
  return (
    <>
      <Headline>
        {staffWords.rich('deskSubscribers.editPage.whatEmailHearsOf', {
          email,
          part: text => <span className="wrap-anywhere">{text}</span>,
        })}
      </Headline>
      <Card>
        <ActionForm
          act="edit-subscriber"
          action={editOwn}
          className="grid max-w-2xl grid-cols-[minmax(0,1fr)] gap-4"
        >
          <input type="hidden" name="subscriberId" value={id} />
          <input type="hidden" name="shown" value={JSON.stringify(shown)} />
          <input type="hidden" name="seen" value={seenText(subscriber)} />
          <WordsField
            label={staffWords('deskSubscribers.editPage.serversGroupsOrDomains')}
            name="watch"
            defaultValue={shown.map(([, name]) => name).join('\n')}
            isRequired={false}
          />
          <Choices subscriber={subscriber} />
          <TextField
            label={staffWords('deskSubscribers.editPage.howTheyAskedFor')}
            name="origin"
            maxLength={mostConsent}
            autoComplete="off"
            hint={staffWords('deskSubscribers.editPage.keptWithYourName')}
          />
          <SubmitButton>{staffWords('deskSubscribers.editPage.saveForThem')}</SubmitButton>
        </ActionForm>
      </Card>
      <p className="mt-4">
        <a href={`/desk/subscribers/${id}`}>{staffWords('deskSubscribers.editPage.backToThisSubscriber')}</a>
      </p>
    </>
  )
}

function Choices({ subscriber: { kinds, leastImpact, zone, language } }: { subscriber: Subscriber }) {
  const zones = zonesByRegion().flatMap(region =>
    region.places.map(place => ({ value: place.zone, word: `${region.name}: ${place.name}` })),
  )
  // What it is stays choosable where the site does not offer it any more.
  const codes = new Set([...offeredLanguages(), ...(language ? [language] : [])])
  const choosable = [...codes].map(code => ({ value: code, word: languages[code].name }))
  return (
    <>
      <fieldset className="min-w-0">
        <legend className="text-sm font-semibold">{staffWords('deskSubscribers.editPage.whatNews')}</legend>
        {preferenceKinds.map(kind => (
          <CheckField
            key={kind}
            label={staffWords(`subscribers.kindLabel.${kind}`)}
            name={`kind-${kind}`}
            isChecked={kinds.includes(kind)}
          />
        ))}
      </fieldset>
      <ChoiceField
        label={staffWords('subscribers.least.label')}
        name="leastImpact"
        defaultValue={leastImpact}
        choices={troubleImpacts.map(impact => ({
          value: impact,
          word: staffWords(`subscribers.least.${impact}`),
        }))}
      />
      <ChoiceField
        label={staffWords('deskSubscribers.editPage.theZoneOfTheir')}
        name="zone"
        defaultValue={zone ?? ''}
        choices={[{ value: '', word: staffWords('deskSubscribers.editPage.thatOfThisSite') }, ...zones]}
      />
      {choosable.length > 1 ? (
        <ChoiceField
          label={staffWords('deskSubscribers.editPage.theirLanguage')}
          name="language"
          defaultValue={language ?? ''}
          choices={[{ value: '', word: staffWords('deskSubscribers.editPage.thatOfThisSite') }, ...choosable]}
        />
      ) : null}
    </>
  )
}
