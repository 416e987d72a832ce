import { PageAnswer } from './token-page.tsx'

export function UnknownUnsubscribeLink() {
  return (
    <PageAnswer headline="This link is not complete.">
      <p>
        So we cannot tell whose notices to end. Copy the whole address from the foot of any of our mails or
        messages, or use the unsubscribe button of your mail program.
      </p>
    </PageAnswer>
  )
}
