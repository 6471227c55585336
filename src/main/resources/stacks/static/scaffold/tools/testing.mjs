// The built site, for tests: made once for each test file, in a folder of its own.
import { mkdtemp, readFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { read } from './page.mjs'
import { build } from './site.mjs'

let site

/** `addresses` of all pages, `page(address)`, `file(path)` as text, `files` that are there. */
export function built () {
  site ??= make()
  return site
}

async function make () {
  const folder = await mkdtemp(path.join(tmpdir(), 'site-'))
  const addresses = await build(folder)
  const files = (await readdir(folder, { recursive: true })).map(it => it.split(path.sep).join('/'))
  const pages = new Map()
  for (const address of addresses) {
    const file = address === '/404.html' ? '404.html' : address.slice(1) + 'index.html'
    pages.set(address, read(await readFile(path.join(folder, file), 'utf8')))
  }
  return {
    folder,
    addresses,
    files,
    file: name => readFile(path.join(folder, name), 'utf8'),
    page: address => {
      if (!pages.has(address)) throw new Error(`There is no page ${address}; there are ${addresses.join(' ')}`)
      return pages.get(address)
    }
  }
}
