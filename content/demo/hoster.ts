/** The demo hoster: places and roles, and the servers in them. */
type DemoGroup = { name: string; servers: string[] }

const numbered = (prefix: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${String(from + i).padStart(2, '0')}`)

export const demoGroups: DemoGroup[] = [
  { name: 'Dallas, rack 1', servers: numbered('web', 1, 18) },
  { name: 'Dallas, rack 2', servers: numbered('web', 19, 36) },
  { name: 'Amsterdam', servers: numbered('ams-web', 1, 14) },
  { name: 'Mail', servers: numbered('mail', 1, 4) },
  { name: 'Databases', servers: numbered('db', 1, 6) },
  { name: 'Name servers', servers: ['ns1', 'ns2', 'ns3'] },
]

export const demoDomain = 'example-host.net'

/** Each watches one server, so that a notice for one visibly leaves the other alone. */
export const demoSubscribers = [
  { email: 'customer-of-web07@example.com', server: 'web07' },
  { email: 'customer-of-web12@example.com', server: 'web12' },
]

/** What the desk keeps of the site; the desk can change all of it. */
export const demoSite = {
  name: 'Example Hosting',
  mailFrom: `Example Hosting status <status@${demoDomain}>`,
}

export const demoStaff = { name: 'Dana', email: 'dana@example-host.net' }

/** Told and over: so that the site has a past. Times are hours before now. */
export const demoIncidents = [
  {
    server: 'mail03',
    title: 'mail03 was slow',
    cause: 'slowdown',
    impact: 'degraded',
    beganHoursAgo: 12 * 24 + 5,
    lastedMinutes: 95,
    updates: [
      {
        phase: 'investigating',
        afterMinutes: 0,
        body: 'Outgoing mail waits longer than it should. Receiving works.',
      },
      {
        phase: 'identified',
        afterMinutes: 25,
        body: 'The disk that holds the queue is nearly full. We are moving the queue to another one.',
      },
      {
        phase: 'monitoring',
        afterMinutes: 70,
        body: 'The queue is draining. Mail that waited is on its way.',
      },
      {
        phase: 'resolved',
        afterMinutes: 95,
        body: 'All clear: mail03 sends at once again. We now warn ourselves at 70 % instead of 90 %.',
      },
    ],
  },
  {
    server: 'ams-web09',
    title: 'ams-web09 was down',
    cause: 'outage',
    impact: 'major_outage',
    beganHoursAgo: 3 * 24 + 2,
    lastedMinutes: 18,
    updates: [
      { phase: 'investigating', afterMinutes: 0, body: 'ams-web09 is down. We have been alerted.' },
      {
        phase: 'identified',
        afterMinutes: 6,
        body: 'It stopped on a faulty memory module. A technician is taking it out.',
      },
      {
        phase: 'monitoring',
        afterMinutes: 13,
        body: 'ams-web09 has recovered. We keep watching before we call it over.',
      },
      {
        phase: 'resolved',
        afterMinutes: 18,
        body: 'All clear: ams-web09 has stayed up. This incident is over.',
      },
    ],
  },
] as const

export const demoMaintenance = {
  server: 'ams-web03',
  title: 'Memory is replaced on ams-web03',
  body: 'We replace a memory module that has begun to report errors. Sites on ams-web03 are down for about 20 minutes within this hour. Mail is not affected.',
  startsInHours: 26,
  lastsMinutes: 60,
}
