'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { KeyCap } from '#app/_components/desk/rows/row-keys.tsx'
import { useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import { pressKey } from './press-key.ts'

const offKey = 'allclear.desk-keys-off'
const listeners = new Set<() => void>()

const keys = [
  ['j', 'next'],
  ['k', 'before'],
  ['a', 'act'],
  ['e', 'edit'],
  ['u', 'update'],
  ['r', 'resolve'],
  ['t', 'take'],
  ['d', 'dismiss'],
  ['o', 'over'],
  ['s', 'stillTrue'],
  ['Esc', 'leave'],
  ['/', 'search'],
  ['?', 'help'],
] as const

/** Listens for the desk's keys, and shows what they do. They can be switched off on a device that types by voice or by chance. */
export function DeskKeys() {
  const router = useRouter()
  const { keys: words } = useDeskWords()
  const sheet = useRef<HTMLDialogElement>(null)
  const isOn = useSyncExternalStore(subscribe, readIsOn, () => null)
  useEffect(() => {
    if (!isOn) return
    const listen = (event: KeyboardEvent) =>
      pressKey(event, {
        help: () => sheet.current?.showModal(),
        search: () => router.push('/desk/incidents#search'),
      })
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [isOn, router])
  // Without scripts there are no keys.
  if (isOn === null) return null
  return (
    <>
      <button
        type="button"
        className="hidden min-h-11 cursor-pointer px-1 text-sm text-soft hover:text-ink md:inline"
        onClick={() => sheet.current?.showModal()}
      >
        {words.keys}
      </button>
      <dialog ref={sheet} aria-labelledby="keys-title" className="key-sheet">
        <h2 id="keys-title" className="section-title">
          {words.title}
        </h2>
        <p className="mt-1 text-sm text-soft">{words.text}</p>
        <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
          {keys.map(([key, meaning]) => (
            <div key={key} className="contents">
              <dt>
                <KeyCap>{key}</KeyCap>
              </dt>
              <dd>{words[meaning]}</dd>
            </div>
          ))}
        </dl>
        <label className="mt-4 flex min-h-11 items-center gap-2">
          <input
            type="checkbox"
            checked={isOn}
            onChange={() => turn(!isOn)}
            className="size-5 flex-none accent-ink"
          />
          <span>{words.work}</span>
        </label>
        <form method="dialog" className="mt-2">
          <button type="submit" className="button">
            {words.close}
          </button>
        </form>
      </dialog>
    </>
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function readIsOn(): boolean {
  try {
    return localStorage.getItem(offKey) === null
  } catch {
    return true
  }
}

function turn(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(offKey)
    else localStorage.setItem(offKey, 'yes')
  } catch {}
  for (const listener of listeners) listener()
}
