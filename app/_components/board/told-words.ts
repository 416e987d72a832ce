/** "412 customers told" */
export function customersTold(count: number): string {
  return count === 1 ? '1 customer told' : `${count.toLocaleString('en')} customers told`
}
