import { ConfirmationExpired, SubscriptionConfirmed } from '#app/_components/forms/subscription-answers.tsx'
import { Answer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { readSubscriptionAsk } from '#lib/flows/confirm-subscription.ts'

export const dynamic = 'force-dynamic'

export const metadata = tokenMetadata('Confirm notices')

type Props = { params: Promise<{ token: string }> }

export default async function ConfirmPage({ params }: Props) {
  const { token } = await params
  const ask = await readSubscriptionAsk(token, new Date())
  if (ask.is === 'already') return <SubscriptionConfirmed />
  if (ask.is !== 'confirm') return <ConfirmationExpired />
  return (
    <Answer headline={`Shall we write to you about ${new Intl.ListFormat('en-GB').format(ask.watching)}?`}>
      <p>
        A short mail when there is trouble, when it gets worse, and when it is over. Every one has a link that
        ends them.
      </p>
      <TokenButton action="/api/confirm" token={token}>
        Yes, write to me
      </TokenButton>
      <p className="text-sm text-soft">If you did not ask for this, close the page: nothing is sent.</p>
    </Answer>
  )
}
