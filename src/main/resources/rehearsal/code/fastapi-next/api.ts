import { type Kept, resource } from '@/lib/api'
import type { Kinds } from '@/lib/form'

/** What {{a_singular}} is made from. */
export type {{class}}Values = {
  {{types}}
}

/** {{A_singular}} as it is kept. */
export type {{class}}Row = {{class}}Values & Kept

export const api = resource<{{class}}Values, {{class}}Row>('{{kebab}}')

export const kinds: Kinds<{{class}}Values> = {
  {{kinds}}
}
