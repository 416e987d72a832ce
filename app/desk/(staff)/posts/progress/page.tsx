import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { makeTokenForProgress, revokeTokenForProgress } from '#app/desk/(staff)/posts/ahead-actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readApiTokens } from '#db/reads/customers/customers.ts'

export const metadata: Metadata = { title: 'Progress by another system' }

/** Tokens with which what patches servers says so itself. */
export default async function ProgressTokensPage() {
  const { db } = await requireStaff()
  const tokens = await readApiTokens(db, 'progress')
  return (
    <>
      <Headline>Let what patches servers say so</Headline>
      <Card>
        <p className="max-w-prose text-sm text-soft">
          POST JSON to /api/v1/progress with one of these tokens: the address of an advisory as “post”, names
          of its servers as “servers”, and “done”, which is true or false. They can do nothing else.
        </p>
        {tokens.map(({ id, name, lastSeenAt }) => (
          <div key={id} className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line pt-3">
            <p className="min-w-0 grow wrap-anywhere">
              {name}
              <span className="block text-sm text-soft">
                {lastSeenAt ? (
                  <>
                    used <LocalTime at={lastSeenAt} />
                  </>
                ) : (
                  'not used yet'
                )}
              </span>
            </p>
            <ActionForm action={revokeTokenForProgress} className="grid gap-2">
              <input type="hidden" name="tokenId" value={id} />
              <SubmitButton look="side">Revoke {name}</SubmitButton>
            </ActionForm>
          </div>
        ))}
        <ActionForm action={makeTokenForProgress} className="grid max-w-md gap-3">
          <TextField label="Name of the system" name="name" maxLength={80} autoComplete="off" />
          <SubmitButton>Make a token</SubmitButton>
        </ActionForm>
      </Card>
      <p className="mt-4">
        <a href="/desk/posts">Back to all posts</a>
      </p>
    </>
  )
}
