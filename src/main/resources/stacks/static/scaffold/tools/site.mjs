// Builds site/ and web/ into dist/: node tools/site.mjs [folder]. No packages.
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const TITLE = 60
const DESCRIPTION = 160

/** Writes the site into a folder, which is emptied first. Returns the addresses of its pages. */
export async function build (target = 'dist', root = '.') {
  const site = JSON.parse(await readFile(path.join(root, 'site/site.json'), 'utf8'))
  const layout = await readFile(path.join(root, 'site/layout.html'), 'utf8')
  const data = await readData(path.join(root, 'site/data'))
  const pages = []
  for (const file of await files(path.join(root, 'site/pages'), '.html')) {
    pages.push(readPage(file, await readFile(path.join(root, 'site/pages', file), 'utf8')))
  }
  if (data.pages) throw new Error('site/data/pages.json: `pages` is the list of the pages in the menu; name it otherwise')
  const menu = pages.filter(it => it.header.menu)
    .sort((a, b) => Number(a.header.order ?? 1000) - Number(b.header.order ?? 1000) || a.address.localeCompare(b.address))
    .map(it => ({ address: it.address, label: it.header.menu, description: it.header.description }))
  await rm(target, { recursive: true, force: true })
  await cp(path.join(root, 'web'), target, { recursive: true })
  for (const page of pages) {
    await put(path.join(target, page.output), render(page, menu, { site, layout, data: { ...data, pages: menu } }))
  }
  for (const [name, list] of Object.entries(data)) {
    await put(path.join(target, 'data', name + '.json'), JSON.stringify(list, null, 2) + '\n')
  }
  const listed = pages.filter(page => page.address !== '/404.html')
  await put(path.join(target, 'sitemap.xml'), sitemap(listed, site.url))
  await put(path.join(target, 'robots.txt'), 'User-agent: *\nAllow: /\n' +
    (site.url ? `Sitemap: ${absolute(site.url, '/sitemap.xml')}\n` : ''))
  return pages.map(page => page.address)
}

/** Text that is safe in an element and in a quoted attribute. */
export function escape (value) {
  return String(value ?? '').replace(/[&<>"'{}]/g, it =>
    ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;', '{': '&#123;', '}': '&#125;' })[it])
}

/** Fills a template. Scopes are looked into in their order; `raw` names hold HTML of our own. */
export function fill (template, scopes, data, where, raw = []) {
  const tokens = [...template.matchAll(/\{\{([^{}]*)\}\}/g)]
  let at = 0
  let next = 0
  const wrong = (token, message) => {
    const line = template.slice(0, token.index).split('\n').length
    return new Error(`${where}, line ${line} of its text: ${message}`)
  }
  const value = (name, within, token) => {
    const scope = within.find(it => Object.hasOwn(it, name))
    if (!scope) throw wrong(token, `nobody knows {{${name}}}`)
    return scope[name]
  }
  function until (ends, within, show) {
    let out = ''
    while (next < tokens.length) {
      const token = tokens[next++]
      if (show) out += template.slice(at, token.index)
      at = token.index + token[0].length
      const word = token[1].trim()
      if (ends.includes(word)) return [out, word]
      const block = /^#(each|if) ([\w-]+)$/.exec(word)
      if (block && block[1] === 'each') {
        const list = data[block[2]]
        if (!Array.isArray(list)) throw wrong(token, `there is no list site/data/${block[2]}.json`)
        const [start, first] = [at, next]
        if (list.length === 0 || !show) until(['/each'], within, false)
        for (const item of show ? list : []) {
          [at, next] = [start, first]
          out += until(['/each'], [item, ...within], true)[0]
        }
      } else if (block) {
        const held = show && value(block[2], within, token)
        const yes = held !== false && held !== '' && held != null && !(Array.isArray(held) && held.length === 0)
        const [then, end] = until(['else', '/if'], within, show && yes)
        const otherwise = end === 'else' ? until(['/if'], within, show && !yes)[0] : ''
        out += yes ? then : otherwise
      } else if (/^[\w-]+$/.test(word)) {
        if (show) out += raw.includes(word) ? value(word, within, token) : escape(value(word, within, token))
      } else throw wrong(token, `{{${word}}} is no name and no block that is open`)
    }
    if (ends.length) throw new Error(`${where}: {{${ends.join('}} or {{')}}} is missing`)
    return [out + template.slice(at), '']
  }
  return until([], scopes, true)[0]
}

function readPage (file, text) {
  const found = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replace(/\r\n/g, '\n'))
  const where = 'site/pages/' + file
  if (!found) throw new Error(`${where} does not begin with its title and description between two lines of ---`)
  const header = {}
  for (const line of found[1].split('\n').filter(it => it.trim())) {
    const at = line.indexOf(':')
    if (at < 1) throw new Error(`${where}: the header's line "${line}" is no "name: value"`)
    header[line.slice(0, at).trim()] = line.slice(at + 1).trim()
  }
  for (const [name, longest] of [['title', TITLE], ['description', DESCRIPTION]]) {
    if (!header[name]) throw new Error(`${where} has no ${name}`)
    if (header[name].length > longest) throw new Error(`${where}: its ${name} has more than ${longest} characters`)
  }
  const name = file.split(path.sep).join('/').replace(/\.html$/, '')
  const address = name === '404' ? '/404.html' : '/' + name.replace(/(^|\/)index$/, '$1').replace(/([^/])$/, '$1/')
  const output = name === '404' ? '404.html' : path.join(address.slice(1), 'index.html')
  return { where, header, body: found[2], address, output }
}

function render (page, menu, { site, layout, data }) {
  const links = menu
    .map(it => `<a href="${it.address}"${it.address === page.address ? ' aria-current="page"' : ''}>${escape(it.label)}</a>`)
    .join('')
  const content = fill(page.body, [page.header, site], data, page.where).trim()
  const own = {
    page_title: page.address === '/' ? site.name : `${page.header.title} · ${site.name}`,
    canonical: site.url ? absolute(site.url, page.address) : '',
    year: new Date().getUTCFullYear(),
    menu_links: links,
    content
  }
  return fill(layout, [own, page.header, site], data, 'site/layout.html', ['menu_links', 'content'])
}

function sitemap (pages, url) {
  const entries = pages.map(page => `  <url><loc>${escape(url ? absolute(url, page.address) : page.address)}</loc></url>\n`)
  return '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n' +
    entries.join('') + '</urlset>\n'
}

const absolute = (url, address) => url.replace(/\/$/, '') + address

async function readData (folder) {
  const data = {}
  for (const file of await files(folder, '.json')) {
    const list = JSON.parse(await readFile(path.join(folder, file), 'utf8'))
    if (!Array.isArray(list) || !list.every(it => it && typeof it === 'object')) {
      throw new Error(`site/data/${file} is no list of objects`)
    }
    data[file.replace(/\.json$/, '')] = list
  }
  return data
}

async function files (folder, ending) {
  const found = await readdir(folder, { recursive: true }).catch(error => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return found.filter(it => it.endsWith(ending)).sort()
}

async function put (file, text) {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const addresses = await build(process.argv[2])
  console.log(`${addresses.length} pages: ${addresses.join(' ')}`)
}
