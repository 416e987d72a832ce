import type { SiteFile } from './site-settings.ts'

/** The path at which a picture or a style sheet of the site is served, for ever the same bytes. */
export function brandAddress({ name }: Pick<SiteFile, 'name'>): string {
  return `/brand/${name}`
}
