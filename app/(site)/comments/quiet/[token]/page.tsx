import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { UnknownUnsubscribeLink } from '#app/_components/forms/unknown-unsubscribe-link.tsx'
import { readEndableThread } from '#lib/flows/comments/end-replies.ts'

export const dynamic = 'force-dynamic'

export const metadata = tokenMetadata('End mails about answers')

type Props = { params: Promise<{ token: string }> }

export default async function QuietPage({ params }: Props) {
  const { token } = await params
  const thread = await readEndableThread(token, new Date())
  if (!thread) return <UnknownUnsubscribeLink />
  return (
    <PageAnswer headline="Shall we stop writing to you about answers to this comment?">
      <p>
        It is your comment on “{thread.title}”. Your notices about servers, if you have any, stay as they are.
      </p>
      <TokenButton action="/api/comments/quiet" token={token}>
        Stop these mails
      </TokenButton>
    </PageAnswer>
  )
}
