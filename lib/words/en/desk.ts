/** The first sentence of the desk: what waits for a person. */
export const desk = {
  quiet:
    '{open, plural, =0 {All clear: nothing waits for you.} one {One incident is open, nothing waits for you.} other {# incidents are open, nothing waits for you.}}',
  /** parts: those below, as a list. */
  waiting: '{parts}.',
  parts: {
    untaken: '{count, plural, one {one incident waits to be taken} other {# incidents wait to be taken}}',
    held: '{count, plural, one {one incident is held for you} other {# incidents are held for you}}',
    guesses: '{count, plural, one {one guess waits for your answer} other {# guesses wait for your answer}}',
    questions: '{count, plural, one {one alert may be over} other {# alerts may be over}}',
    withheld:
      '{count, plural, one {notices of one post are withheld} other {notices of # posts are withheld}}',
    proposed: '{count, plural, one {one waits for its all clear} other {# wait for their all clear}}',
  },
} as const
