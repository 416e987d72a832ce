import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readHandOverSecrets, readReadership } from '#db/reads/readers/readership.ts'
import { env } from '#lib/env.ts'
import type { Readership } from '#lib/rules/readers/readership.ts'
import { chooseReaders, endSecret, makeSecret } from './actions.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskReaders.page.readers') })

const choices = (): { value: Readership; word: string; what: string }[] => [
  {
    value: 'public',
    word: staffWords('deskReaders.page.everybody'),
    what: staffWords('deskReaders.page.anybodyOnTheInternet'),
  },
  {
    value: 'customers',
    word: staffWords('deskReaders.page.customers'),
    what: staffWords('deskReaders.page.customersWhomYourPanel'),
  },
  {
    value: 'staff',
    word: staffWords('deskReaders.page.staff'),
    what: staffWords('deskReaders.page.onlyWhoIsSigned'),
  },
]

/** Who may read the site, and how the hoster's panel lets customers in. */
export default async function ReadersPage() {
  const { db } = await requireStaff()
  const [readership, secrets] = await Promise.all([readReadership(db), readHandOverSecrets(db)])
  return (
    <>
      <Headline>
        {staffWords('deskReaders.page.whoReads', {
          word: choices().find(({ value }) => value === readership)?.word ?? '',
        })}
      </Headline>
      <p className="max-w-prose text-soft">{staffWords('deskReaders.page.mailsToSubscribersGo')}</p>
      <Part title={staffWords('deskReaders.page.whoMayRead')}>
        <Card>
          <dl className="grid max-w-prose gap-2">
            {choices().map(({ value, word, what }) => (
              <div key={value}>
                <dt className="font-semibold">{word}</dt>
                <dd className="text-sm text-soft">{what}</dd>
              </div>
            ))}
          </dl>
          <ActionForm act="choose-readership" action={chooseReaders} className="grid max-w-md gap-3">
            <ChoiceField
              label={staffWords('deskReaders.page.title')}
              name="readership"
              defaultValue={readership}
              choices={choices()}
            />
            <SubmitButton>{staffWords('deskReaders.page.save')}</SubmitButton>
          </ActionForm>
        </Card>
      </Part>
      <Part title={staffWords('deskReaders.page.customersFromYourPanel')}>
        <Card>
          <p className="max-w-prose">
            {staffWords.rich('deskReaders.page.panelHint', {
              siteUrl: env.SITE_URL,
              code: text => <code className="wrap-anywhere">{text}</code>,
              em: text => <em>{text}</em>,
              code2: text => <code>{text}</code>,
              handOver: text => <a href="/desk/help/hand-over">{text}</a>,
            })}
          </p>
          {secrets.length === 0 ? (
            <p className="text-soft">{staffWords('deskReaders.page.thereIsNoSecret')}</p>
          ) : null}
          {secrets.map(({ id, madeAt }) => (
            <div key={id} className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line pt-3">
              <p className="grow">
                {staffWords.rich('deskReaders.page.secretMade', {
                  value: () => <LocalTime at={new Date(madeAt)} />,
                })}
              </p>
              <ActionForm act="end-hand-over-secret" action={endSecret} className="grid gap-2">
                <input type="hidden" name="secretId" value={id} />
                <SubmitButton look="side">{staffWords('deskReaders.page.endIt')}</SubmitButton>
              </ActionForm>
            </div>
          ))}
          <ActionForm act="make-hand-over-secret" action={makeSecret} className="grid gap-3">
            <SubmitButton look="side">{staffWords('deskReaders.page.makeASecret')}</SubmitButton>
          </ActionForm>
          <p className="text-sm text-soft">{staffWords('deskReaders.page.twoHoldAtOnce')}</p>
        </Card>
      </Part>
    </>
  )
}
