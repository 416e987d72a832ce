import { MailWarning } from '#app/_components/forms/mail-warning.tsx'
import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { ZoneField } from '#app/_components/forms/zone-field.tsx'
import {
  ConfirmationExpired,
  SubscriptionConfirmed,
} from '#app/(site)/confirm/_parts/subscription-answers.tsx'
import { warnOfOwnMail } from '#lib/flows/destinations/warn-of-own-mail.ts'
import { readSubscriptionAsk } from '#lib/flows/subscribers/confirm-subscription.ts'
import { preferenceWords } from '#lib/rules/subscribers/notice-preferences.ts'
import { targetWords } from '#lib/rules/subscribers/target.ts'

export const dynamic = 'force-dynamic'

export const metadata = tokenMetadata('Confirm notices')

type Props = { params: Promise<{ token: string }> }

export default async function ConfirmPage({ params }: Props) {
  const { token } = await params
  const ask = await readSubscriptionAsk(token, new Date())
  if (ask.is === 'already') return <SubscriptionConfirmed />
  if (ask.is !== 'confirm') return <ConfirmationExpired />
  const { subscriber, waiting } = ask
  const words = waiting.map(targetWords)
  const isOneEnd = waiting.every(each => each.target.is === 'post')
  const preferences = { kinds: subscriber.kinds, leastImpact: subscriber.leastImpact }
  const onWatched = await warnOfOwnMail(
    subscriber,
    waiting.map(each => each.target),
  )
  return (
    <PageAnswer headline={`Shall we write to you about ${new Intl.ListFormat('en-GB').format(words)}?`}>
      {isOneEnd ? (
        <p>One short mail when it is over, and no other.</p>
      ) : (
        <p>
          A short mail when there is trouble, when it gets worse, and when it is over. Every one has a link
          that changes or ends them. You hear of {preferenceWords(preferences)}.
        </p>
      )}
      <MailWarning servers={onWatched} />
      <TokenButton action="/api/confirm" token={token} fields={<ZoneField />}>
        Yes, write to me
      </TokenButton>
      <p className="text-sm text-soft">If you did not ask for this, close the page: nothing is sent.</p>
    </PageAnswer>
  )
}
