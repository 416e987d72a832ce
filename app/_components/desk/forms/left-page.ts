'use client'

import { useEffect, useState } from 'react'

/** Whether the page was left since: browsers may keep it and show it again on "back". */
export function useLeft(): boolean {
  const [isLeft, setIsLeft] = useState(false)
  useEffect(() => {
    const leave = () => setIsLeft(true)
    window.addEventListener('pagehide', leave)
    return () => window.removeEventListener('pagehide', leave)
  }, [])
  return isLeft
}
