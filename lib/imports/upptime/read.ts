import { z } from 'zod'
import type { Draft } from '#lib/imports/building/draft.ts'
import { everyMember } from '#lib/imports/building/every-member.ts'
import { looseText } from '#lib/imports/building/shape.ts'
import type { ProductReader } from '#lib/imports/reader.ts'
import type { Api } from '#lib/imports/source/api.ts'
import { CannotRead } from '#lib/imports/source/cannot-read.ts'
import type { SavedFiles } from '#lib/imports/source/files.ts'
import { parseJson, parseYaml } from '#lib/imports/source/parse.ts'
import { addUpptimeIssue } from './issues.ts'
import { GithubComment, GithubIssue, UpptimeConfig, UpptimeHistory } from './shapes.ts'
import { addUpptimeSites, type UpptimeState } from './sites.ts'

/** The repository of an Upptime: its folder, with what GitHub's API answered saved in it, or by that API. */
export const upptimeReader: ProductReader = {
  asking: key => ({ headers: headersOf(key), gapMs: 100 }),

  async fromApi(api, draft, { page }) {
    if (!/^[\w.-]+\/[\w.-]+$/.test(page)) throw new CannotRead('page-missing', 'owner/repository')
    const at = `/repos/${page}`
    const config = UpptimeConfig.parse(
      parseYaml(await content(api, `${at}/contents/.upptimerc.yml`), '.upptimerc.yml'),
    )
    const issues = await everyMember(api, draft, GithubIssue, pageOf(`${at}/issues?state=all`), 'issues')
    const comments = await everyMember(
      api,
      draft,
      GithubComment,
      pageOf(`${at}/issues/comments?sort=created`),
      'comments',
    )
    addAll(draft, page, config, [], issues, comments)
  },

  fromFiles(files, draft) {
    const name = files.names.find(each => /(^|\/)\.upptimerc\.yml$/.test(each))
    if (!name) throw new CannotRead('not-this-product', '.upptimerc.yml')
    const config = UpptimeConfig.safeParse(parseYaml(files.text(name), name)).data
    if (!config) throw new CannotRead('not-this-product', name)
    const { issues, comments } = savedIssues(files)
    addAll(draft, `${config.owner ?? ''}/${config.repo ?? ''}`, config, statesIn(files), issues, comments)
  },
}

function headersOf(key: string): Record<string, string> {
  const version = '2022-11-28'
  if (key === '') return { 'x-github-api-version': version }
  return { 'x-github-api-version': version, authorization: `Bearer ${key}` }
}

type Config = z.infer<typeof UpptimeConfig>

function addAll(
  draft: Draft,
  site: string,
  config: Config,
  states: readonly UpptimeState[],
  issues: readonly GithubIssue[],
  comments: readonly GithubComment[] | null,
): void {
  draft.site(site.toLowerCase())
  const inTrouble = addUpptimeSites(draft, config, states)
  const open = new Set(issues.filter(({ state }) => state === 'open').flatMap(({ labels }) => labels))
  for (const slug of inTrouble) if (!open.has(slug)) draft.leave('trouble-without-incident', slug)
  const byIssue = Map.groupBy(comments ?? [], comment => comment.issue_url.split('/').at(-1))
  for (const issue of issues)
    addUpptimeIssue(draft, issue, comments && (byIssue.get(`${issue.number}`) ?? []))
}

/** Pages are numbered from 1. */
const pageOf = (path: string) => (number: number) => `${path}&per_page=100&page=${number + 1}`

const Content = z.object({ content: z.string(), encoding: looseText })

async function content(api: Api, path: string): Promise<string> {
  const { content: text } = await api.json(Content, path)
  return Buffer.from(text, 'base64').toString('utf8')
}

function statesIn(files: SavedFiles): UpptimeState[] {
  return files.names.flatMap(name => {
    const slug = /(?:^|\/)history\/([^/]+)\.yml$/.exec(name)?.[1]
    if (!slug) return []
    const read = UpptimeHistory.safeParse(parseYaml(files.text(name), name)).data
    return read ? [{ slug, url: read.url ?? null, status: read.status ?? null }] : []
  })
}

/** What GitHub's API answered, saved under any name: lists of issues, and of comments; comments null: there are none of them. */
function savedIssues(files: SavedFiles): { issues: GithubIssue[]; comments: GithubComment[] | null } {
  const issues: GithubIssue[] = []
  const comments: GithubComment[] = []
  for (const name of files.names.filter(each => /(^|\/)(issues?|comments)[^/]*\.json$/i.test(each))) {
    const read = parseJson(files.text(name), name)
    for (const each of Array.isArray(read) ? read.flat(1) : []) {
      const comment = GithubComment.safeParse(each)
      const issue = comment.success ? null : GithubIssue.safeParse(each)
      if (comment.success) comments.push(comment.data)
      else if (issue?.success) issues.push(issue.data)
    }
  }
  return { issues, comments: comments.length > 0 ? comments : null }
}
