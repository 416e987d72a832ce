import { z } from 'zod'

/** How calm we are. Kept as a setting; what is missing there has these defaults. */
export const Policy = z.object({
  /** Trouble from a source that does not wait itself must last this long before it counts. */
  confirmSeconds: z.number().int().min(0).max(3600).default(180),
  /** A server must be clear this long before its end is told. */
  clearSeconds: z.number().int().min(0).max(86_400).default(300),
  /** Servers of one group that fail within this time of each other are one incident. */
  groupSeconds: z.number().int().min(0).max(3600).default(120),
  /** The same server's trouble is not told again sooner than this, unless it gets worse. */
  quietMinutes: z.number().int().min(0).max(1440).default(15),
  /** An alert that began longer ago than this is kept for staff and publishes nothing. */
  staleDays: z.number().int().min(1).max(365).default(7),
  /** After a mail to somebody, what follows within this time is gathered into one. */
  digestSeconds: z.number().int().min(0).max(3600).default(60),
  /** So many mails within an hour to one customer; what follows is one mail at the end of the hour. */
  mailsPerHour: z.number().int().min(1).max(1000).default(6),
  /** More deliveries within an hour than so many for each confirmed subscriber wait for staff. */
  deliveriesPerHour: z.number().int().min(1).max(1000).default(4),
})
export type Policy = z.infer<typeof Policy>

export const defaultPolicy: Policy = Policy.parse({})
