import type { Metadata } from 'next'
import { TokenLine } from '#app/_components/desk/api-tokens.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readApiTokens } from '#db/reads/settings/api-tokens.ts'
import { readPublicTools } from '#db/reads/settings/settings.ts'
import { KeyForm } from './_parts/key-form.tsx'
import { PublicTools } from './_parts/public-tools.tsx'

export const metadata: Metadata = { title: 'API keys' }

/** All keys of the API, and a form that makes one. */
export default async function KeysPage() {
  const { db } = await requireStaff()
  const [tokens, isPublic] = await Promise.all([readApiTokens(db), readPublicTools(db)])
  return (
    <>
      <Headline>What other systems may do</Headline>
      <p className="max-w-prose text-soft">
        A key opens the API for what it was made for, and nothing else. What it does stands in the record
        under its name. <a href="/api">What the API can do</a> is a public page. A secret that was seen by
        somebody else is ended by a POST to <code className="wrap-anywhere">/api/v1/keys/leaked</code>, too:{' '}
        <a href="/desk/help/keys">how keys look, end and are renewed</a>.
      </p>
      <Part title="Keys">
        <Card>
          {tokens.length === 0 ? <p className="text-soft">There is none yet.</p> : null}
          {tokens.map(token => (
            <TokenLine key={token.id} token={token} />
          ))}
        </Card>
      </Part>
      <Part title="Make a key">
        <Card>
          <KeyForm />
        </Card>
      </Part>
      <PublicTools isOn={isPublic} />
      <Part title="Your own pages">
        <Card>
          <p className="max-w-prose">
            <a href="/kit">What to paste</a> into your site, your contact form, WHMCS, cPanel and automatic
            replies, so that customers read it before they write: it shows nothing while all is well, and
            needs no key.
          </p>
        </Card>
      </Part>
    </>
  )
}
