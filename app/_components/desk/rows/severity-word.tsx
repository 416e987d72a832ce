import type { CardTone } from '#app/_components/desk/card.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Severity } from '#lib/rules/alerts/alert.ts'

const tones: Record<Severity, CardTone> = {
  info: 'work',
  warning: 'slow',
  critical: 'down',
}

/** How bad a source calls it, in the colour that servers have then. */
export function SeverityWord({ severity }: { severity: Severity }) {
  return (
    <span data-tone={tones[severity]} className="font-semibold text-(--tone)">
      {staffWords(`deskShared.severity.${severity}`)}
    </span>
  )
}
