'use server'

import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { z } from 'zod'
import type { PasskeyOutcome, PasskeyQuestion } from '#app/_components/desk/passkey-button.tsx'
import { findSeated, giveCookies } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { addPasskey, mostPasskeys, startNewPasskey } from '#lib/flows/sign-in/change-passkeys.ts'
import { enterByPasskey, startPasskey } from '#lib/flows/sign-in/enter-by-passkey.ts'
import { deskPath } from '#lib/rules/staff/desk-path.ts'

/** What a page hands to an action comes from anybody. */
const Text = z.string().max(40_000)
const Path = z.string().max(1000).nullable()
const Name = z.string().trim().min(1).max(60)

const often = () => staffWords('deskDoor.passkeyActions.tooManyPasskeysWere')
const signedOut = () => staffWords('deskDoor.passkeyActions.youAreSignedOut')
const notNow = () => ({
  'sign-in-again': staffWords('deskDoor.passkeyActions.noPasskeyWasMade'),
  'use-passkey': staffWords('deskDoor.passkeyActions.youHaveAPasskey'),
})

/** What to ask the browser's passkeys for signing in. */
export async function askToSignIn(): Promise<PasskeyQuestion> {
  const asked = await startPasskey(await headers(), new Date())
  if (asked === 'often') return { problem: often() }
  await giveCookies(asked.cookies)
  return { options: asked.options }
}

/** Signs in by what the browser answered, and leads on to the page of the desk that was asked for. */
export async function signInByPasskey(to: string | null, text: string): Promise<PasskeyOutcome> {
  const [path, answer] = [Path.safeParse(to), Text.safeParse(text)]
  if (!path.success || !answer.success)
    return { problem: staffWords('deskDoor.passkeyActions.thatWasNoAnswer') }
  const given = await enterByPasskey(answer.data, await headers(), new Date())
  if (given === 'often') return { problem: often() }
  if (given === 'unknown')
    return {
      problem: staffWords('deskDoor.passkeyActions.unknownPasskey'),
    }
  await giveCookies(given)
  return { to: deskPath(path.data) ?? '/desk' }
}

/** What to ask the browser for a new passkey. */
export async function askToMake(): Promise<PasskeyQuestion> {
  const seat = await findSeated()
  if (!seat) return { problem: signedOut() }
  const asked = await startNewPasskey(seat, new Date())
  if (asked === 'full')
    return { problem: staffWords('deskDoor.passkeyActions.tooManyPasskeys', { mostPasskeys }) }
  if (typeof asked === 'string') return { problem: notNow()[asked] }
  await giveCookies(asked.cookies)
  return { options: asked.options }
}

/**
 * Keeps the passkey that the browser has made. Where the desk was closed until then, leads on to the page that makes codes
 * for when it is lost.
 */
export async function makePasskey(text: string, name: string): Promise<PasskeyOutcome> {
  const [answer, named] = [Text.safeParse(text), Name.safeParse(name)]
  if (!named.success) return { problem: staffWords('deskDoor.passkeyActions.nameMissing') }
  if (!answer.success) return { problem: staffWords('deskDoor.passkeyActions.noAnswerOfBrowser') }
  const seat = await findSeated()
  if (!seat) return { problem: signedOut() }
  const made = await addPasskey(seat, { text: answer.data, name: named.data }, await headers(), new Date())
  if (made === 'gone') return { problem: signedOut() }
  if (made === 'wrong') return { problem: staffWords('deskDoor.passkeyActions.theBrowsersAnswerCame') }
  if (typeof made === 'string') return { problem: notNow()[made] }
  await giveCookies(made)
  if (made.length > 0) return { to: '/desk/account' }
  refresh()
  return { done: staffWords('deskDoor.passkeyActions.passkeyMade') }
}
