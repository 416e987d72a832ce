import {
  type AskedPosts,
  readStatuspageSite,
  type StatuspageSite,
} from '#db/reads/statuspage/statuspage-site.ts'
import type { DocumentQuery, PublicDocument } from '#lib/documents/document.ts'
import { json } from '#lib/documents/format.ts'
import { askPage, incidentIds, openIds, pageNumbers, workIds } from './ask-posts.ts'
import {
  componentsAnswer,
  incidentsAnswer,
  maintenanceAheadAnswer,
  maintenancesAnswer,
  statusAnswer,
  summaryAnswer,
} from './site-answers.ts'

/** Readers look every minute. */
export const statuspageSeconds = 30

/** The public API of Statuspage, version 2: its eight documents with their keys and no other. */
export const statuspageDocuments: readonly PublicDocument[] = [
  answerAt(/^\/api\/v2\/summary\.json$/, () => openIds, summaryAnswer),
  answerAt(/^\/api\/v2\/status\.json$/, () => [], statusAnswer),
  answerAt(/^\/api\/v2\/components\.json$/, () => [], componentsAnswer),
  answerAt(/^\/api\/v2\/incidents\.json$/, query => askPage('incident', query), incidentsAnswer, pageNumbers),
  answerAt(/^\/api\/v2\/incidents\/unresolved\.json$/, () => incidentIds, incidentsAnswer),
  answerAt(
    /^\/api\/v2\/scheduled-maintenances\.json$/,
    query => askPage('maintenance', query),
    maintenancesAnswer,
    pageNumbers,
  ),
  answerAt(
    /^\/api\/v2\/scheduled-maintenances\/upcoming\.json$/,
    () => workIds,
    site => maintenanceAheadAnswer(site, ['scheduled']),
  ),
  answerAt(
    /^\/api\/v2\/scheduled-maintenances\/active\.json$/,
    () => workIds,
    site => maintenanceAheadAnswer(site, ['in_progress']),
  ),
]

function answerAt(
  path: RegExp,
  asked: (query: DocumentQuery['query']) => AskedPosts,
  answer: (site: StatuspageSite) => object | Promise<object>,
  query: Record<string, RegExp> = {},
): PublicDocument {
  return {
    path,
    query,
    format: json,
    maxAgeSeconds: statuspageSeconds,
    write: async (given, { db, now }) =>
      JSON.stringify(await answer(await readStatuspageSite(db, now, asked(given.query)))),
  }
}
