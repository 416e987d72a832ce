import type { ServerBanner, ServerState } from './banner.ts'

/** Why a server is as it is, as far as customers may know; null where there is nothing to explain. */
export type Why = 'unknown' | 'found' | 'checked' | 'ourDoing' | 'planned' | 'silent' | 'recovered'

/** What a reader can do who has something on it. */
export type Advice = 'waitOut' | 'bePatient' | 'tryAgain' | 'planAround' | 'lookYourself' | 'askSupport'

/** What is said of a server's reason, by its banner alone: nothing that its page does not say too. */
export function whyOf({ state, isOurDoing, care }: ServerBanner): Why | null {
  if (isOurDoing) return 'ourDoing'
  switch (state) {
    case 'fine':
      return null
    case 'recovered':
      return 'recovered'
    case 'being_checked':
      return 'checked'
    case 'without_data':
      return 'silent'
    case 'under_maintenance':
      return 'planned'
    default:
      return care === 'known' ? 'found' : 'unknown'
  }
}

export function adviceFor(state: ServerState): Advice {
  switch (state) {
    case 'down':
    case 'partly_down':
    case 'intermittently_down':
      return 'waitOut'
    case 'slow':
    case 'intermittently_slow':
    case 'being_checked':
      return 'bePatient'
    case 'recovered':
      return 'tryAgain'
    case 'under_maintenance':
      return 'planAround'
    case 'without_data':
      return 'lookYourself'
    case 'fine':
      return 'askSupport'
  }
}
