import { z } from 'zod'
import { looseId, looseList, looseNumber, looseText } from '#lib/imports/building/shape.ts'

/** .upptimerc.yml, of which only what is checked counts. */
export const UpptimeConfig = z.object({
  owner: looseText,
  repo: looseText,
  sites: looseList(z.object({ name: z.string(), url: looseText, slug: looseText })),
})
export type UpptimeConfig = z.infer<typeof UpptimeConfig>

/** history/<slug>.yml */
export const UpptimeHistory = z.object({ url: looseText, status: looseText })

const Label = z.union([z.string(), z.object({ name: z.string() }).transform(label => label.name)])

/** An issue as GitHub's REST API has it. */
export const GithubIssue = z.object({
  id: looseId,
  number: z.number().int(),
  title: looseText,
  body: looseText,
  state: looseText,
  created_at: looseText,
  closed_at: looseText,
  comments: looseNumber,
  labels: looseList(Label),
  pull_request: z.unknown().optional(),
})
export type GithubIssue = z.infer<typeof GithubIssue>

/** A comment on one; issue_url ends with its number. */
export const GithubComment = z.object({
  id: looseId,
  issue_url: z.string(),
  body: looseText,
  created_at: looseText,
})
export type GithubComment = z.infer<typeof GithubComment>
