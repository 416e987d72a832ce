'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const everyMs = 10_000

/** Asks for the page's facts again every 10 seconds while somebody looks at it. What is being typed stays. */
export function KeepFresh() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, everyMs)
    return () => clearInterval(timer)
  }, [router])
  return null
}
