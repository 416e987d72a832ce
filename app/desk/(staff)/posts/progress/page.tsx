import type { Metadata } from 'next'
import { ApiTokens } from '#app/_components/desk/api-tokens.tsx'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { requireStaff } from '#app/desk/session.ts'

export const metadata: Metadata = { title: 'Progress by another system' }

/** Tokens with which what patches servers says so itself. */
export default async function ProgressTokensPage() {
  const { db } = await requireStaff()
  return (
    <>
      <Headline>Let what patches servers say so</Headline>
      <Card>
        <p className="max-w-prose text-sm text-soft">
          POST JSON to /api/v1/progress with one of these tokens: the address of an advisory as “post”, names
          of its servers as “servers”, and “done”, which is true or false. The answer says how many were
          noted, and which names are none of ours or not of the advisory. They can do nothing else.
        </p>
        <ApiTokens db={db} scopes={['progress:write']} />
      </Card>
      <p className="mt-4">
        <a href="/desk/posts">Back to all posts</a>
      </p>
    </>
  )
}
