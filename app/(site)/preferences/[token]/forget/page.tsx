import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { PreferencesClosed } from '#app/(site)/preferences/_parts/preferences-closed.tsx'
import { isPreferencesLink } from '#lib/flows/subscribers/forget-subscriber.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata() {
  return tokenMetadata(readerWords()('preferences.forget.title'))
}

type Props = { params: Promise<{ token: string }> }

export default async function ForgetPage({ params }: Props) {
  const { token } = await params
  if (!(await isPreferencesLink(token, new Date()))) return <PreferencesClosed reason="expired" />
  const words = readerWords()
  return (
    <PageAnswer headline={words('preferences.forget.headline')}>
      <p>{words('preferences.forget.text')}</p>
      <TokenButton action="/api/preferences/forget" token={token}>
        {words('preferences.forget.button')}
      </TokenButton>
      <a href={`/preferences/${token}`} className="inline-block py-1">
        {words('preferences.forget.keep')}
      </a>
    </PageAnswer>
  )
}
