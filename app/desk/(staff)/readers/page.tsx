import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readHandOverSecrets, readReadership } from '#db/reads/readers/readership.ts'
import { env } from '#lib/env.ts'
import type { Readership } from '#lib/rules/readers/readership.ts'
import { chooseReaders, endSecret, makeSecret } from './actions.ts'

export const metadata: Metadata = { title: 'Readers' }

const choices: { value: Readership; word: string; what: string }[] = [
  { value: 'public', word: 'Everybody', what: 'Anybody on the Internet reads the site, as do programs.' },
  {
    value: 'customers',
    word: 'Customers',
    what: 'Customers whom your panel hands over read all of the site, and staff do. All others are led to a page that says so.',
  },
  { value: 'staff', word: 'Staff', what: 'Only who is signed in at the desk reads the site.' },
]

/** Who may read the site, and how the hoster's panel lets customers in. */
export default async function ReadersPage() {
  const { db } = await requireStaff()
  const [readership, secrets] = await Promise.all([readReadership(db), readHandOverSecrets(db)])
  return (
    <>
      <Headline>{choices.find(({ value }) => value === readership)?.word} may read the site</Headline>
      <p className="max-w-prose text-soft">
        Mails to subscribers go on whatever you choose, and their links to change or end notices work. What
        other sites keep of badges and feeds may stay there for up to an hour.
      </p>
      <Part title="Who may read it">
        <Card>
          <dl className="grid max-w-prose gap-2">
            {choices.map(({ value, word, what }) => (
              <div key={value}>
                <dt className="font-semibold">{word}</dt>
                <dd className="text-sm text-soft">{what}</dd>
              </div>
            ))}
          </dl>
          <ActionForm act="choose-readership" action={chooseReaders} className="grid max-w-md gap-3">
            <ChoiceField
              label="Who may read the site"
              name="readership"
              defaultValue={readership}
              choices={choices}
            />
            <SubmitButton>Save</SubmitButton>
          </ActionForm>
        </Card>
      </Part>
      <Part title="Customers from your panel">
        <Card>
          <p className="max-w-prose">
            Your panel sends a customer to <code className="wrap-anywhere">{env.SITE_URL}/enter</code> with a
            signed token that says whose servers they may see: they read <em>their</em> servers at{' '}
            <code>/mine</code> without a second sign-in, for 12 hours, on a public site too. Here is{' '}
            <a href="/desk/help/hand-over">how such a token is made</a>, with examples in PHP, Python and
            Node.
          </p>
          {secrets.length === 0 ? <p className="text-soft">There is no secret yet.</p> : null}
          {secrets.map(({ id, madeAt }) => (
            <div key={id} className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line pt-3">
              <p className="grow">
                Secret made <LocalTime at={new Date(madeAt)} />
              </p>
              <ActionForm act="end-hand-over-secret" action={endSecret} className="grid gap-2">
                <input type="hidden" name="secretId" value={id} />
                <SubmitButton look="side">End it</SubmitButton>
              </ActionForm>
            </div>
          ))}
          <ActionForm act="make-hand-over-secret" action={makeSecret} className="grid gap-3">
            <SubmitButton look="side">Make a secret</SubmitButton>
          </ActionForm>
          <p className="text-sm text-soft">
            Two hold at once: make a new one, give it to your panel, then end the old one.
          </p>
        </Card>
      </Part>
    </>
  )
}
