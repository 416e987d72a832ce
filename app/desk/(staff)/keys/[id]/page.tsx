import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { KeyFacts } from '#app/_components/desk/api-tokens.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { LimitForm } from '#app/desk/(staff)/keys/_parts/limit-form.tsx'
import { RenewForm } from '#app/desk/(staff)/keys/_parts/renew-form.tsx'
import { endOldKey } from '#app/desk/(staff)/keys/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type ApiToken, readApiTokens } from '#db/reads/settings/api-tokens.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskKeys.onePage.apiKey') })

/** One key, with all that can be done about it. */
export default async function KeyPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const { id } = await params
  const token = (await readApiTokens(db)).find(key => key.id === id)
  if (!token) notFound()
  return (
    <>
      <Headline>{token.name}</Headline>
      <p>
        <a href="/desk/keys">{staffWords('deskKeys.onePage.allKeys')}</a>
      </p>
      <Card>
        <KeyFacts token={token} />
      </Card>
      <Part title={staffWords('deskKeys.onePage.giveItANew')}>
        <Card>
          <OldSecret token={token} now={new Date()} />
          <RenewForm token={token} />
        </Card>
      </Part>
      <Part title={staffWords('deskKeys.onePage.limits')}>
        <Card>
          <LimitForm token={token} />
        </Card>
      </Part>
    </>
  )
}

/** Ends the secret before, as long as it works. */
function OldSecret({ token, now }: { token: ApiToken; now: Date }) {
  const { id, previousTokenStart, previousTokenUntil, previousSeenAt } = token
  if (!previousTokenUntil || previousTokenUntil <= now) return null
  return (
    <ActionForm act="end-old-key" action={endOldKey} className="grid gap-2 border-b border-line pb-3">
      <input type="hidden" name="keyId" value={id} />
      <p>
        {staffWords.rich('deskKeys.onePage.previousSecret', {
          previousTokenStart: previousTokenStart ?? '',
          hasPreviousTokenStart: previousTokenStart ? 'yes' : 'no',
          previousTokenUntil: () => <LocalTime at={previousTokenUntil} />,
          previousSeenAt: () => previousSeenAt && <LocalTime at={previousSeenAt} />,
          hasPreviousSeenAt: previousSeenAt ? 'yes' : 'no',
        })}
      </p>
      <SubmitButton look="side">{staffWords('deskKeys.onePage.endTheSecretBefore')}</SubmitButton>
    </ActionForm>
  )
}
