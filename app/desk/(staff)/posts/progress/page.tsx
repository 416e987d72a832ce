import type { Metadata } from 'next'
import { ApiTokens } from '#app/_components/desk/api-tokens.tsx'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskPosts.progressPage.progressByAnotherSystem'),
})

/** Tokens with which what patches servers says so itself. */
export default async function ProgressTokensPage() {
  const { db } = await requireStaff()
  return (
    <>
      <Headline>{staffWords('deskPosts.progressPage.letWhatPatchesServers')}</Headline>
      <Card>
        <p className="max-w-prose text-sm text-soft">{staffWords('deskPosts.progressPage.postJsonToApi')}</p>
        <ApiTokens db={db} scopes={['progress:write']} />
      </Card>
      <p className="mt-4">
        <a href="/desk/posts">{staffWords('deskPosts.progressPage.backToAllPosts')}</a>
      </p>
    </>
  )
}
