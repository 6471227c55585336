// Reads a page's HTML, as far as tests need it.
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'])
const NAMES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

const plain = text => text
  .replace(/&#x([0-9a-f]{1,5});/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
  .replace(/&#(\d{1,6});/g, (_, code) => String.fromCodePoint(Number(code)))
  .replace(/&(\w+);/g, (whole, name) => NAMES[name] ?? whole)

/** The page's elements in order, its visible text, and what is wrong with how it is nested. */
export function read (html) {
  const elements = []
  const open = []
  const faults = []
  let text = ''
  const pattern = /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>|([^<]+|<)/gi
  for (const [, closing, tag, attributes, words] of html.matchAll(pattern)) {
    if (words !== undefined) {
      if (words === '<') faults.push('a < that begins no element')
      if (!open.some(it => it.name === 'head' || it.name === 'script' || it.name === 'style')) text += plain(words)
      for (const it of open) it.text += plain(words)
    } else if (tag && closing) {
      const name = tag.toLowerCase()
      if (open.at(-1)?.name === name) open.pop()
      else faults.push(`</${name}> closes <${open.at(-1)?.name ?? 'nothing'}>`)
    } else if (tag) {
      const element = { name: tag.toLowerCase(), attributes: readAttributes(attributes), text: '', within: open.map(it => it.name) }
      elements.push(element)
      if (!VOID.has(element.name)) open.push(element)
    }
  }
  for (const it of open) faults.push(`<${it.name}> is never closed`)
  const all = name => elements.filter(it => it.name === name)
  return {
    html,
    elements,
    faults,
    text: text.replace(/\s+/g, ' ').trim(),
    all,
    title: all('title')[0]?.text ?? '',
    description: all('meta').find(it => it.attributes.name === 'description')?.attributes.content ?? '',
    headings: elements.filter(it => /^h[1-6]$/.test(it.name)).map(it => ({ level: Number(it.name[1]), text: it.text.trim() })),
    links: all('a').map(it => it.attributes.href ?? ''),
    ids: elements.flatMap(it => it.attributes.id === undefined ? [] : [it.attributes.id])
  }
}

function readAttributes (text) {
  const attributes = {}
  for (const [, name, a, b, c] of text.matchAll(/([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g)) {
    attributes[name.toLowerCase()] = plain(a ?? b ?? c ?? '')
  }
  return attributes
}
