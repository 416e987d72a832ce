'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import { followDesk, type LostDesk } from './follow-desk.ts'

/**
 * Makes the page anew as soon as something changes, and now and then for what time alone changes. What is being typed stays,
 * and so does the page when nobody answers: then it says so.
 */
export function KeepLive() {
  const router = useRouter()
  const { outcome } = useDeskWords()
  const [lost, setLost] = useState<LostDesk>(null)
  useEffect(() => followDesk(() => router.refresh(), setLost), [router])
  if (!lost) return null
  return (
    <p role="status" className="mt-4 rounded-lg bg-slow-bg px-4 py-3 text-slow">
      {lost.isSignedOut ? (
        <>
          {outcome.signedOut} <LocalTime at={lost.since} />.{' '}
          <a href="/desk/sign-in" target="_blank" rel="noreferrer">
            {outcome.signIn}
          </a>
        </>
      ) : (
        <>
          {outcome.noConnection} <LocalTime at={lost.since} />. {outcome.followsAgain}
        </>
      )}
    </p>
  )
}
