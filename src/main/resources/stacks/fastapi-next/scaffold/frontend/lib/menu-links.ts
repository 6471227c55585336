import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type MenuLink = { label: string; path: string }

/** Every page with a `menu.json` beside it; read while the pages are built. */
export function menuLinks(folder = join(process.cwd(), 'app')): MenuLink[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(join(folder, name, 'menu.json')))
    .map((name) => {
      const { label } = JSON.parse(readFileSync(join(folder, name, 'menu.json'), 'utf8')) as { label: string }
      return { label, path: `/${name}` }
    })
}
