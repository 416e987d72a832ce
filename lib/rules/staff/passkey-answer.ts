import { z } from 'zod'

/** base64url, of at most this many characters. */
const bytes = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]*$/)

/** What a browser answers when it is asked for a passkey, or makes one: WebAuthn in JSON. */
const PasskeyAnswer = z.object({
  id: bytes(2048).min(1),
  rawId: bytes(2048).min(1),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish().catch(undefined),
  clientExtensionResults: z
    .record(z.string(), z.unknown())
    .default({})
    .transform(() => ({})),
  response: z.object({
    clientDataJSON: bytes(8192).min(1),
    authenticatorData: bytes(8192).optional(),
    signature: bytes(8192).optional(),
    userHandle: bytes(256).nullish(),
    attestationObject: bytes(16_384).optional(),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .optional(),
  }),
})
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>

/** More signs than any answer has. */
const longest = 40_000

/** Reads what a page sent of a browser's answer; null: it is none. */
export function readPasskeyAnswer(text: string): PasskeyAnswer | null {
  if (text.length > longest) return null
  try {
    const read = PasskeyAnswer.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
