import { z } from 'zod'

/** Who may read the board: everybody, customers whom the hoster's panel hands over, or staff alone. */
export const readerships = ['public', 'customers', 'staff'] as const
export type Readership = (typeof readerships)[number]

const hostname = z.string().trim().min(1).max(253)

/** Whose servers a customer was handed over for: an account or a domain of the map, or servers by host name or label. */
export const ReaderGrant = z.union([
  z.object({ account: z.string().trim().min(1).max(200) }),
  z.object({ domain: z.string().trim().min(1).max(253) }),
  z.object({ servers: z.array(hostname).min(1).max(50) }),
])
export type ReaderGrant = z.infer<typeof ReaderGrant>

/** So long a customer stays in. */
export const readerHours = 12

/** A hand-over names its end, which is no further than this: an address in a log or a history is worth nothing soon. */
export const longestHandOverSeconds = 300

/** Clocks of two machines differ. */
export const clockSkewSeconds = 60

/** One to make the hand-over with, and one of before until the panel has the new one. */
export const mostHandOverSecrets = 2

/** Why a hand-over lets nobody in. */
export const handOverProblems = [
  'unreadable',
  'unsigned',
  'late',
  'long',
  'elsewhere',
  'unclear',
  'used',
  'staff',
] as const
export type HandOverProblem = (typeof handOverProblems)[number]
