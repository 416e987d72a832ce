import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { confirmHours } from '#lib/rules/subscribers/subscription.ts'

export function SubscriptionConfirmed() {
  return (
    <PageAnswer headline="Done. We write when something is the matter.">
      <p>
        Until then you hear nothing from us. Every mail has a link that ends them with one click. How things
        are now is on <a href="/">the board</a>.
      </p>
      <p>
        <a href="/preferences">Change what you get</a>
      </p>
    </PageAnswer>
  )
}

/** A link that confirms nothing: too old, not complete, or overtaken. */
export function ConfirmationExpired() {
  return (
    <PageAnswer headline="This link confirms nothing any more.">
      <p>
        It is older than {confirmHours / 24} days, not complete, or you have unsubscribed since. Ask for a new
        one: it takes a minute.
      </p>
      <a href="/subscribe" className="button inline-block">
        Get notices
      </a>
    </PageAnswer>
  )
}
