import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { UnknownUnsubscribeLink } from '#app/_components/forms/unknown-unsubscribe-link.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { readEndableThread } from '#lib/flows/comments/end-replies.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata() {
  return tokenMetadata(readerWords()('comments.quiet.title'))
}

type Props = { params: Promise<{ token: string }> }

export default async function QuietPage({ params }: Props) {
  const { token } = await params
  const thread = await readEndableThread(token, new Date())
  if (!thread) return <UnknownUnsubscribeLink />
  const words = readerWords()
  return (
    <PageAnswer headline={words('comments.quiet.headline')}>
      <p>{words('comments.quiet.text', { post: thread.title })}</p>
      <TokenButton action="/api/comments/quiet" token={token}>
        {words('comments.quiet.button')}
      </TokenButton>
    </PageAnswer>
  )
}
