import type { Metadata } from 'next'
import { verdictMetadata } from '#app/_components/verdict/load-verdict.ts'
import { VerdictPage } from '#app/_components/verdict/verdict-page.tsx'

export const dynamic = 'force-dynamic'

type Props = {
  params: Promise<{ name: string }>
  /** remembered: the reader comes from having it remembered, or from the link to what is. */
  searchParams: Promise<{ remembered?: string }>
}

const typedIn = async ({ params }: Props) => decodeURIComponent((await params).name)

export async function generateMetadata(props: Props): Promise<Metadata> {
  return verdictMetadata(await typedIn(props))
}

/** The same answer at an address that can be kept: /is/example.com. */
export default async function IsPage(props: Props) {
  const isRemembered = 'remembered' in (await props.searchParams)
  return <VerdictPage typed={await typedIn(props)} isRemembered={isRemembered} />
}
