import { env } from '#lib/env.ts'
import type { Brand } from '#lib/rules/brands/brand.ts'

/** The site whose form is taken. brandId null: the hoster's own. */
export type FormSite = { url: string; brandId: string | null }

export const ownForms: FormSite = { url: env.SITE_URL, brandId: null }

export function formsOf({ id, url }: Brand): FormSite {
  return { url, brandId: id }
}
