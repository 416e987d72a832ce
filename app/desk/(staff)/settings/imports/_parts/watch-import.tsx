'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const everyMs = 2_000

/** Makes the page anew while an import goes on; without scripts a link does. */
export function WatchImport({ href, word }: { href: string; word: string }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everyMs)
    return () => clearInterval(timer)
  }, [router])
  return (
    <p className="mt-3">
      <a href={href} className="inline-flex min-h-11 items-center">
        {word}
      </a>
    </p>
  )
}
