import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { brandOfPage } from '#app/(brand)/at/[brand]/_parts/brand-of.ts'
import { PreferencesClosed } from '#app/(site)/preferences/_parts/preferences-closed.tsx'
import { loadBrandPreferences } from '#lib/flows/brands/brand-preferences.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata() {
  return tokenMetadata(readerWords()('preferences.forget.title'))
}

type Props = { params: Promise<{ brand: string; token: string }> }

/** Asks whether the brand's reader wants to be forgotten by it. */
export default async function BrandForgetPage(props: Props) {
  const { id } = await brandOfPage(props)
  const { token } = await props.params
  const preferences = await loadBrandPreferences(id, token, new Date())
  if (preferences.is === 'invalid' || preferences.is === 'expired')
    return <PreferencesClosed reason={preferences.is} />
  const words = readerWords()
  return (
    <PageAnswer headline={words('preferences.forget.headline')}>
      <p>{words('brands.forget')}</p>
      <TokenButton action="/api/preferences/forget" token={token}>
        {words('preferences.forget.button')}
      </TokenButton>
      <a href={`/preferences/${token}`}>{words('preferences.forget.keep')}</a>
    </PageAnswer>
  )
}
