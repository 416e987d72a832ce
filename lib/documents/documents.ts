import { groupShield, groupSvg, serverShield, serverSvg, siteShield, siteSvg } from './badge/badge.ts'
import { postCard, serverCard, siteCard } from './card/card.ts'
import { apiCatalog } from './discovery/api-catalog.ts'
import { llmsText } from './discovery/llms.ts'
import { robots, sitemap } from './discovery/sitemap.ts'
import type { PublicDocument } from './document.ts'
import { embedScript, serverFrame, siteFrame } from './embed/embed.ts'
import { kitFile } from './kit/kit.ts'
import { groupMarkdown, siteMarkdown } from './markdown/board-markdown.ts'
import { postMarkdown, postsMarkdown } from './markdown/post-markdown.ts'
import { serverMarkdown } from './markdown/server-markdown.ts'
import { groupText, serverText, siteText } from './plain/plain.ts'

/** All documents, one line each. Of several that an address fits the first one counts. */
export const documents: readonly PublicDocument[] = [
  siteText,
  serverText,
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
  siteMarkdown,
  serverMarkdown,
  groupMarkdown,
  postMarkdown,
  postsMarkdown,
  llmsText,
  sitemap,
  robots,
  apiCatalog,
  siteCard,
  serverCard,
  postCard,
]
