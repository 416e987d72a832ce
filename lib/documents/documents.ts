import { agentFiles } from './agent/agent-files.ts'
import { groupShield, groupSvg, serverShield, serverSvg, siteShield, siteSvg } from './badge/badge.ts'
import { brandFiles } from './brand/brand.ts'
import { calendars } from './calendars/calendars.ts'
import { postCard, serverCard, siteCard } from './card/card.ts'
import { apiCatalog } from './discovery/api-catalog.ts'
import { llmsText } from './discovery/llms.ts'
import { robots, sitemap } from './discovery/sitemap.ts'
import type { PublicDocument } from './document.ts'
import { embedScript, serverFrame, siteFrame } from './embed/embed.ts'
import { feeds } from './feeds/feeds.ts'
import { kitFile } from './kit/kit.ts'
import { groupMarkdown, siteMarkdown } from './markdown/board-markdown.ts'
import { historyMarkdown, postMarkdown } from './markdown/post-markdown.ts'
import { serverMarkdown } from './markdown/server-markdown.ts'
import { openApi } from './openapi/openapi.ts'
import { groupText, serverText, siteText } from './plain/plain.ts'
import { statuspageHistory } from './statuspage/history.ts'
import { incidentByCode } from './statuspage/one-incident.ts'
import { statuspageDocuments } from './statuspage/statuspage.ts'

/** All documents, one line each. Of several that an address fits the first one counts. */
export const documents: readonly PublicDocument[] = [
  siteText,
  serverText,
  ...statuspageDocuments,
  statuspageHistory,
  incidentByCode,
  groupText,
  siteSvg,
  siteShield,
  serverSvg,
  serverShield,
  groupSvg,
  groupShield,
  embedScript,
  siteFrame,
  serverFrame,
  kitFile,
  ...agentFiles,
  ...feeds,
  ...calendars,
  openApi,
  siteMarkdown,
  serverMarkdown,
  groupMarkdown,
  postMarkdown,
  historyMarkdown,
  llmsText,
  sitemap,
  robots,
  apiCatalog,
  siteCard,
  serverCard,
  postCard,
  ...brandFiles,
]
