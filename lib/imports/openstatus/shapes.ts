import { z } from 'zod'
import { looseId, looseList, looseNumber, looseText } from '#lib/imports/building/shape.ts'

// As packages/proto of openstatus has them, in the JSON of Connect: names in camel case, enumerations by their names.

export const OsPages = z.object({
  statusPages: looseList(z.object({ id: looseId, slug: looseText, title: looseText })),
})

export const OsContent = z.object({
  components: looseList(
    z.object({
      id: looseId,
      name: looseText,
      description: looseText,
      monitorId: looseText,
      order: looseNumber,
      groupId: looseText,
      groupOrder: looseNumber,
    }),
  ),
  groups: looseList(z.object({ id: looseId, name: looseText })),
})
export type OsContent = z.infer<typeof OsContent>

const Checked = z.object({ id: looseId, url: looseText, uri: looseText })

export const OsMonitors = z.object({
  httpMonitors: looseList(Checked),
  tcpMonitors: looseList(Checked),
  dnsMonitors: looseList(Checked),
})

export const OsReports = z.object({
  statusReports: looseList(z.object({ id: looseId, pageComponentIds: looseList(z.string()) })),
})

const Impact = z.object({ pageComponentId: looseId, impact: looseText })

const OsReport = z.object({
  id: looseId,
  status: looseText,
  title: looseText,
  pageComponentIds: looseList(z.string()),
  createdAt: looseText,
  updates: looseList(
    z.object({
      status: looseText,
      date: looseText,
      message: looseText,
      createdAt: looseText,
      componentImpacts: looseList(Impact),
    }),
  ),
})
export type OsReport = z.infer<typeof OsReport>
export const OsReportAnswer = z.object({ statusReport: OsReport })

export const OsMaintenances = z.object({
  maintenances: looseList(
    z.object({
      id: looseId,
      title: looseText,
      message: looseText,
      from: looseText,
      to: looseText,
      createdAt: looseText,
      pageComponentIds: looseList(z.string()),
    }),
  ),
})
export type OsMaintenance = z.infer<typeof OsMaintenances>['maintenances'][number]

export const OsSubscribers = z.object({
  subscribers: looseList(
    z.object({
      id: looseId,
      email: looseText,
      acceptedAt: looseText,
      unsubscribedAt: looseText,
      channelType: looseText,
      componentIds: looseList(z.string()),
    }),
  ),
})
export type OsSubscriber = z.infer<typeof OsSubscribers>['subscribers'][number]

/** openstatus.yaml: monitors by names of one's own. */
export const OsConfig = z.record(
  z.string(),
  z.object({
    name: looseText,
    description: looseText,
    active: z.boolean().nullish().catch(true),
    request: z.object({ url: looseText, uri: looseText, host: looseText }).nullish().catch(null),
  }),
)
