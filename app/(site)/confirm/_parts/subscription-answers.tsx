import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { confirmHours } from '#lib/rules/subscribers/subscription.ts'

export function SubscriptionConfirmed() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('subscribers.confirmed.headline')}>
      <p>{words.rich('subscribers.confirmed.text', { board: text => <a href="/">{text}</a> })}</p>
      <p>
        <a href="/preferences">{words('subscribers.confirmed.change')}</a>
      </p>
    </PageAnswer>
  )
}

/** A link that confirms nothing: too old, not complete, or overtaken. */
export function ConfirmationExpired() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('subscribers.expired.headline')}>
      <p>{words('subscribers.expired.text', { days: confirmHours / 24 })}</p>
      <a href="/subscribe" className="button inline-block">
        {words('subscribers.expired.button')}
      </a>
    </PageAnswer>
  )
}
