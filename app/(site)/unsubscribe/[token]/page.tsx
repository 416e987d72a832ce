import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { UnknownUnsubscribeLink } from '#app/_components/forms/unknown-unsubscribe-link.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { isUnsubscribeLink } from '#lib/flows/subscribers/unsubscribe.ts'
import { ourSite } from '#lib/site.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata() {
  return tokenMetadata(readerWords()('subscribers.leave.title'))
}

type Props = { params: Promise<{ token: string }> }

export default async function UnsubscribePage({ params }: Props) {
  const { token } = await params
  if (!(await isUnsubscribeLink(token, new Date()))) return <UnknownUnsubscribeLink />
  const words = readerWords()
  return (
    <PageAnswer headline={words('subscribers.leave.headline')}>
      <p>{words('subscribers.leave.text', { site: ourSite().name })}</p>
      <TokenButton action="/api/unsubscribe" token={token}>
        {words('subscribers.leave.button')}
      </TokenButton>
    </PageAnswer>
  )
}
