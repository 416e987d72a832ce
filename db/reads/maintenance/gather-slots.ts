/** A maintenance with one of its turns, as a query joins them. */
type Row<Period, Slot> = { period: Period; slot: Slot }

/** Each maintenance of such rows once, in their order, with its turns. */
export function gatherSlots<Period extends { id: string }, Slot>(
  rows: readonly Row<Period, Slot>[],
): (Period & { slots: Slot[] })[] {
  const byId = Map.groupBy(rows, ({ period }) => period.id)
  return [...byId.values()].flatMap(([first, ...rest]) =>
    first ? [{ ...first.period, slots: [first, ...rest].map(({ slot }) => slot) }] : [],
  )
}
