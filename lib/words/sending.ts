import type { WaitReason } from '#lib/rules/notices/waiting.ts'
import type { SenderFinding } from '#lib/rules/sending/sender.ts'
import type { Words } from './words.ts'

/** What is so with the domain that mail comes from, and what to do. */
export function senderFindingSentence(words: Words, finding: SenderFinding): string {
  switch (finding.is) {
    case 'no-spf':
      return words('sending.findings.noSpf', { domain: finding.domain })
    case 'many-spf':
      return words('sending.findings.manySpf', { domain: finding.domain, count: finding.count })
    case 'open-spf':
      return words('sending.findings.openSpf', { domain: finding.domain })
    case 'good-spf':
      return words('sending.findings.goodSpf', { domain: finding.domain })
    case 'no-key':
      return words('sending.findings.noKey', { at: finding.at })
    case 'revoked-key':
      return words('sending.findings.revokedKey', { at: finding.at })
    case 'good-key':
      return words('sending.findings.goodKey', { domain: finding.domain, at: finding.at })
    case 'no-dmarc':
      return words('sending.findings.noDmarc', { domain: finding.domain })
    case 'good-dmarc':
      return words('sending.findings.goodDmarc', { domain: finding.domain, policy: finding.policy })
    case 'watching-dmarc':
      return words('sending.findings.watchingDmarc', { domain: finding.domain })
    case 'no-answer':
      return words('sending.findings.noAnswer', { at: finding.at })
  }
}

/** Why something waits, as staff read it after "because". */
export function waitText(words: Words, why: WaitReason): string {
  return words(`sending.waits.${why}`)
}
