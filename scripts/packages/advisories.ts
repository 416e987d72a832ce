import { z } from 'zod'

const Report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.enum(['info', 'low', 'moderate', 'high', 'critical']),
      range: z.string(),
      fixAvailable: z.union([z.boolean(), z.object({ name: z.string(), version: z.string() })]),
    }),
  ),
})

/** unknown: nobody could be asked, which says nothing about the packages. grave: high or critical. */
export type Advisories = { is: 'known'; grave: string[]; lesser: string[] } | { is: 'unknown'; why: string }

/** What `npm audit --json` printed, in a line for each package that something is known of. */
export function readAdvisories(printed: string): Advisories {
  const report = Report.safeParse(parsed(printed))
  if (!report.success) return { is: 'unknown', why: errorIn(printed) }
  const found = Object.entries(report.data.vulnerabilities).map(
    ([name, { severity, range, fixAvailable }]) => ({
      isGrave: severity === 'high' || severity === 'critical',
      line: `${name} ${range}: ${severity}, ${fixOf(fixAvailable)}`,
    }),
  )
  return {
    is: 'known',
    grave: found.filter(each => each.isGrave).map(each => each.line),
    lesser: found.filter(each => !each.isGrave).map(each => each.line),
  }
}

function parsed(printed: string): unknown {
  try {
    return JSON.parse(printed)
  } catch {
    return null
  }
}

function errorIn(printed: string): string {
  const said = z.object({ message: z.string() }).safeParse(parsed(printed))
  return said.success ? said.data.message : 'npm gave no report'
}

function fixOf(fix: boolean | { name: string; version: string }): string {
  if (fix === false) return 'no version mends it yet'
  return fix === true ? 'a newer version mends it' : `${fix.name} ${fix.version} mends it`
}
