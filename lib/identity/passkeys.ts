import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { env } from '#lib/env.ts'
import type { PasskeyAnswer } from '#lib/rules/staff/passkey-answer.ts'
import { ourSite } from '#lib/site.ts'

const { hostname } = new URL(env.SITE_URL)

/** Browsers bind a passkey to the name of a site, and take no number for one. */
export const arePasskeysPossible = !/^[\d.]+$|^\[/.test(hostname)

/** Whoever has the device must also unlock it: so a passkey is two factors, and a found phone is none. */
const userVerification = 'required'

/** A passkey is of this site's host name alone, and its answers count from this site's origin alone. */
const here = { expectedOrigin: env.SITE_URL, expectedRPID: hostname, requireUserVerification: true }

type Named = { credentialId: string; transports: readonly string[] }

/** A question for a browser, as WebAuthn has it in JSON, with its random part. */
export type PasskeyRequest = { options: Record<string, unknown>; challenge: string }

/** Asks a browser for one of these passkeys; none: for any that it has for this site. */
export async function requestPasskey(among: readonly Named[]): Promise<PasskeyRequest> {
  const options = await generateAuthenticationOptions({
    rpID: hostname,
    userVerification,
    allowCredentials: among.map(listed),
  })
  return { options: { ...options }, challenge: options.challenge }
}

/** Asks a browser to make a passkey for one of the staff who has these already. */
export async function requestNewPasskey(
  person: { id: string; name: string; email: string },
  existing: readonly Named[],
): Promise<PasskeyRequest> {
  const options = await generateRegistrationOptions({
    rpName: ourSite().name,
    rpID: hostname,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: 'none',
    excludeCredentials: existing.map(listed),
    authenticatorSelection: { residentKey: 'required', userVerification },
  })
  return { options: { ...options }, challenge: options.challenge }
}

function listed({ credentialId, transports }: Named) {
  return { id: credentialId, transports: transports as ('usb' | 'internal')[] }
}

type Known = Named & { publicKey: string; counter: number }

/** What the device counts after it has answered; null: the answer does not count. */
export async function checkPasskey(
  answer: PasskeyAnswer,
  challenge: string,
  { credentialId, publicKey, counter }: Known,
): Promise<number | null> {
  const credential = {
    id: credentialId,
    publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
    counter,
  }
  const response = answer as Parameters<typeof verifyAuthenticationResponse>[0]['response']
  const asked = { response, credential, expectedChallenge: challenge, ...here }
  // The library throws whatever is wrong with an answer.
  const checked = await verifyAuthenticationResponse(asked).catch(() => null)
  return checked?.verified ? checked.authenticationInfo.newCounter : null
}

/** A passkey that a browser has made; null: the answer does not count. */
export async function checkNewPasskey(answer: PasskeyAnswer, challenge: string) {
  const response = answer as Parameters<typeof verifyRegistrationResponse>[0]['response']
  const asked = { response, expectedChallenge: challenge, ...here }
  const checked = await verifyRegistrationResponse(asked).catch(() => null)
  if (!checked?.verified) return null
  const { credential, credentialBackedUp: isShared } = checked.registrationInfo
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    isShared,
    transports: answer.response.transports ?? [],
  }
}
