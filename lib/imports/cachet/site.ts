/** What Cachet 2 and 3 both hold, in the same words. Times are as it wrote them. status: as its numbers are. */
export type CachetSite = {
  groups: { id: string; name: string }[]
  components: CachetComponent[]
  incidents: CachetIncident[]
  schedules: CachetSchedule[]
  subscribers: CachetSubscriber[]
}

export type CachetComponent = {
  id: string
  name: string
  description: string | null
  link: string | null
  groupId: string | null
  /** 1 fine, 2 slow, 3 partly down, 4 down. */
  status: number
  order: number
  isEnabled: boolean
}

export type CachetEntry = { message: string | null; status: number | null; at: string | null }

export type CachetIncident = {
  id: string
  name: string | null
  message: string | null
  /** 0 planned or unknown, 1 investigating, 2 identified, 3 watched, 4 fixed. */
  status: number
  isPublic: boolean
  occurredAt: string | null
  updatedAt: string | null
  componentIds: string[]
  updates: CachetEntry[]
}

export type CachetSchedule = {
  id: string
  name: string | null
  message: string | null
  /** 0 to come, 1 going on, 2 over. */
  status: number
  scheduledAt: string | null
  completedAt: string | null
  createdAt: string | null
  componentIds: string[]
  updates: CachetEntry[]
}

export type CachetSubscriber = {
  id: string
  email: string | null
  isVerified: boolean
  isGlobal: boolean
  componentIds: string[]
  /** What else it is reached by. */
  others: ('sms' | 'chat')[]
  createdAt: string | null
}
