/** How what was typed is sent: numbers as numbers, boxes as true and false, what was left empty as nothing. */
export type Kinds<T> = { [name in keyof T]: 'text' | 'number' | 'toggle' }

/** What cannot be a number is sent as it was typed, for the API to refuse. */
export function values<T>(form: FormData, kinds: Kinds<T>): T {
  const read = (name: string, kind: string) => {
    const typed = form.get(name)
    if (kind === 'toggle') return typed !== null
    if (typeof typed !== 'string' || typed.trim() === '') return null
    return kind === 'number' && Number.isFinite(Number(typed)) ? Number(typed) : typed
  }
  return Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, read(name, String(kind))])) as T
}
