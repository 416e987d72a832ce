import { MailWarning } from '#app/_components/forms/mail-warning.tsx'
import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { ZoneField } from '#app/_components/forms/zone-field.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import {
  ConfirmationExpired,
  SubscriptionConfirmed,
} from '#app/(site)/confirm/_parts/subscription-answers.tsx'
import { warnOfOwnMail } from '#lib/flows/destinations/warn-of-own-mail.ts'
import { readSubscriptionAsk } from '#lib/flows/subscribers/confirm-subscription.ts'
import { listInWords } from '#lib/words/list.ts'
import { preferenceWords, targetWords } from '#lib/words/subscribers.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata() {
  return tokenMetadata(readerWords()('subscribers.confirm.title'))
}

type Props = { params: Promise<{ token: string }> }

export default async function ConfirmPage({ params }: Props) {
  const { token } = await params
  const ask = await readSubscriptionAsk(token, new Date())
  if (ask.is === 'already') return <SubscriptionConfirmed />
  if (ask.is !== 'confirm') return <ConfirmationExpired />
  const { subscriber, waiting } = ask
  const words = readerWords()
  const targets = listInWords(
    words,
    waiting.map(each => targetWords(words, each)),
  )
  const isOneEnd = waiting.every(each => each.target.is === 'post')
  const preferences = { kinds: subscriber.kinds, leastImpact: subscriber.leastImpact }
  const onWatched = await warnOfOwnMail(
    subscriber,
    waiting.map(each => each.target),
  )
  return (
    <PageAnswer headline={words('subscribers.confirm.headline', { targets })}>
      {isOneEnd ? (
        <p>{words('subscribers.confirm.onlyTheEnd')}</p>
      ) : (
        <p>{words('subscribers.confirm.whatComes', { kinds: preferenceWords(words, preferences) })}</p>
      )}
      <MailWarning servers={onWatched} />
      <TokenButton action="/api/confirm" token={token} fields={<ZoneField />}>
        {words('subscribers.confirm.button')}
      </TokenButton>
      <p className="text-sm text-soft">{words('subscribers.confirm.notAsked')}</p>
    </PageAnswer>
  )
}
