/** Whether their owners agreed somewhere else, or are asked by mail. */
export type GivenConsent = { is: 'confirmed'; origin: string } | { is: 'invited' }

/** An import must not be a mail bomb: at most this many owners of addresses are asked a minute, whoever entered them. */
export const invitedPerMinute = 20

/** A file that nobody applies is kept for this long. */
export const fileKeptSeconds = 86_400
