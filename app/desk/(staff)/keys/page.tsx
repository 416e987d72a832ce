import type { Metadata } from 'next'
import { TokenLine } from '#app/_components/desk/api-tokens.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readApiTokens } from '#db/reads/settings/api-tokens.ts'
import { readPublicTools } from '#db/reads/settings/settings.ts'
import { KeyForm } from './_parts/key-form.tsx'
import { PublicTools } from './_parts/public-tools.tsx'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskKeys.page.apiKeys') })

/** All keys of the API, and a form that makes one. */
export default async function KeysPage() {
  const { db } = await requireStaff()
  const [tokens, isPublic] = await Promise.all([readApiTokens(db), readPublicTools(db)])
  return (
    <>
      <Headline>{staffWords('deskKeys.page.whatOtherSystemsMay')}</Headline>
      <p className="max-w-prose text-soft">
        {staffWords.rich('deskKeys.page.intro', {
          api: text => <a href="/api">{text}</a>,
          code: text => <code className="wrap-anywhere">{text}</code>,
          keys: text => <a href="/desk/help/keys">{text}</a>,
        })}
      </p>
      <Part title={staffWords('deskKeys.page.keys')}>
        <Card>
          {tokens.length === 0 ? (
            <p className="text-soft">{staffWords('deskKeys.page.thereIsNoneYet')}</p>
          ) : null}
          {tokens.map(token => (
            <TokenLine key={token.id} token={token} />
          ))}
        </Card>
      </Part>
      <Part title={staffWords('deskKeys.page.makeAKey')}>
        <Card>
          <KeyForm />
        </Card>
      </Part>
      <PublicTools isOn={isPublic} />
      <Part title={staffWords('deskKeys.page.yourOwnPages')}>
        <Card>
          <p className="max-w-prose">
            {staffWords.rich('deskKeys.page.whatToPasteInto', { kit: text => <a href="/kit">{text}</a> })}
          </p>
        </Card>
      </Part>
    </>
  )
}
