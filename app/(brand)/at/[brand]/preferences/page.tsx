import type { ComponentProps } from 'react'
import Page, { generateMetadata as metadataOf } from '#app/(site)/preferences/page.tsx'

export const dynamic = 'force-dynamic'

export const generateMetadata = metadataOf

/** The same as at the hoster's own site: it names nobody. */
export default function BrandLinkPage(props: ComponentProps<typeof Page>) {
  return <Page {...props} />
}
