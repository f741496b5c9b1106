-- What Markdown has no mark for: line breaks inside cells, numbered headings, the « Sommaire », our styles
-- where pandoc writes none (typst).

local TOC_FROM = 5   -- headings; a shorter document needs no table of contents
local TOC_UP_TO = 16 -- lines; beyond, only the first level is listed
local DEPTH = 2      -- levels that are numbered
local LONG_CELL = 1200 -- characters; a row that long may be parted between two printed pages

local PRINTED = { -- custom styles, and the functions of livrable.typ that draw them
  ['Avertissement'] = 'avertissement',
  ['Chiffres'] = 'chiffres',
  ['Annonce'] = 'annonce',
  ['Footnote Text'] = 'mention',
  ['À compléter'] = 'manque',
}

local entries = {}
local numbers = {}
local longest = 0

local function xml(text)
  return (text:gsub('&', '&amp;'):gsub('<', '&lt;'):gsub('>', '&gt;'))
end

-- The marks of markdown.py for characters that pandoc's Markdown or its Word writer would lose; a style as
-- typst calls it.
local function span(found)
  local printed = FORMAT == 'typst' and PRINTED[found.attributes['custom-style']]
  if found.classes:includes('br') then
    return pandoc.LineBreak()
  elseif found.classes:includes('cesure') and FORMAT == 'docx' then
    return pandoc.RawInline('openxml', '<w:r><w:softHyphen/></w:r>')
  elseif found.classes:includes('cesure') then
    return pandoc.Str('\u{ad}')
  elseif printed then
    local inside = found.content
    inside:insert(1, pandoc.RawInline('typst', '#' .. printed .. '['))
    inside:insert(pandoc.RawInline('typst', ']'))
    return inside
  end
end

-- « ::: saut » begins a new page.
local function page_break()
  if FORMAT == 'docx' then
    return pandoc.RawBlock('openxml', '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
  elseif FORMAT == 'typst' then
    return pandoc.RawBlock('typst', '#pagebreak(weak: true)')
  elseif FORMAT:match('^html') then
    return pandoc.RawBlock('html', '<div style="break-before: page"></div>')
  end
  return pandoc.RawBlock('opendocument', '<text:p text:style-name="Saut_20_de_20_page"/>')
end

local function div(found)
  if found.classes:includes('saut') then
    return page_break()
  end
  local printed = FORMAT == 'typst' and PRINTED[found.attributes['custom-style']]
  if printed then
    local inside = found.content
    inside:insert(1, pandoc.RawBlock('typst', '#' .. printed .. '['))
    inside:insert(pandoc.RawBlock('typst', ']'))
    return inside
  end
end

-- Pictures lie in a folder that is told in the metadata; pandoc itself, in its sandbox, reads none.
local folder

local function pictures(meta)
  folder = meta.images and pandoc.utils.stringify(meta.images)
  meta.images = nil
  return meta
end

local function picture(found)
  local file = folder and not found.src:find('[/\\]') and io.open(folder .. '/' .. found.src, 'rb')
  if not file then
    return nil
  end
  local content = file:read('a')
  file:close()
  if FORMAT == 'typst' then
    local told = pandoc.utils.stringify(found.caption):gsub('\\', '\\\\'):gsub('"', '\\"')
    local width = found.attributes.width or '100%'
    return pandoc.RawInline('typst', '#box(image("' .. found.src .. '", width: ' .. width .. ', alt: "' .. told .. '"))')
  end
  pandoc.mediabag.insert(found.src, 'image/png', content)
end

-- Columns that say nothing are on the left, where typst would take the middle of the figure.
local function table_(found)
  if FORMAT ~= 'typst' then
    return nil
  end
  for _, column in ipairs(found.colspecs) do
    if column[1] == 'AlignDefault' then
      column[1] = 'AlignLeft'
    end
  end
  for _, body in ipairs(found.bodies) do
    for _, row in ipairs(body.body) do
      for _, cell in ipairs(row.cells) do
        longest = math.max(longest, #pandoc.utils.stringify(cell.contents))
      end
    end
  end
  found.colspecs = found.colspecs
  return found
end

-- Typst reads dashes and dots of its own into « -- », « ... », « -1 »: words that hold them go in as strings.
local function word(found)
  if FORMAT == 'typst' and (found.text:find('-', 1, true) or found.text:find('..', 1, true)) then
    local said = found.text:gsub('\\', '\\\\'):gsub('"', '\\"')
    return pandoc.RawInline('typst', '#"' .. said .. '";')
  end
end

local function number(level)
  numbers[level] = (numbers[level] or 0) + 1
  for deeper = level + 1, DEPTH do
    numbers[deeper] = 0
  end
  return table.concat(numbers, '.', 1, level) .. '. '
end

-- A heading that is « unlisted » stays out of the « Sommaire » too.
local function heading(header)
  if header.level > DEPTH then
    return nil
  end
  if header.classes:includes('unnumbered') then
    for level = header.level, DEPTH do
      numbers[level] = level == header.level and numbers[level] or 0
    end
  else
    header.content:insert(1, pandoc.Str(number(header.level)))
  end
  if header.classes:includes('unlisted') then
    return header
  end
  local words = header.content:walk({ Note = function() return {} end })
  header.identifier = 'titre-' .. (#entries + 1)
  entries[#entries + 1] = {
    level = header.level,
    id = header.identifier,
    words = words,
    text = pandoc.utils.stringify(words),
  }
  return header
end

local function listed()
  if #entries <= TOC_UP_TO then
    return entries, DEPTH
  end
  return pandoc.List(entries):filter(function(entry) return entry.level == 1 end), 1
end

-- Word's own field, already filled in: nothing to update when the document opens, so Word asks nothing.
local function word_contents(lines, depth)
  local paragraphs = {}
  for index, entry in ipairs(lines) do
    local before = index > 1 and '' or '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
      .. '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-' .. depth .. '" \\h \\z \\u </w:instrText></w:r>'
      .. '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    local after = index < #lines and '' or '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    paragraphs[index] = '<w:p><w:pPr><w:pStyle w:val="TOC' .. entry.level .. '"/></w:pPr>' .. before
      .. '<w:hyperlink w:anchor="' .. entry.id .. '" w:history="1"><w:r><w:t xml:space="preserve">'
      .. xml(entry.text) .. '</w:t></w:r></w:hyperlink>' .. after .. '</w:p>'
  end
  return pandoc.RawBlock('openxml', '<w:sdt><w:sdtPr><w:docPartObj>'
    .. '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>'
    .. '<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>Sommaire</w:t></w:r></w:p>'
    .. table.concat(paragraphs) .. '</w:sdtContent></w:sdt>')
end

-- Typst knows the pages.
local function printed_contents(depth)
  return pandoc.RawBlock('typst', '#annonce[#text(size: 13pt, weight: "bold", fill: accent)[Sommaire]]\n'
    .. '#sommaire(' .. depth .. ')')
end

local function page_contents(lines)
  local items = {}
  for _, entry in ipairs(lines) do
    local link = { pandoc.Plain({ pandoc.Link(entry.words, '#' .. entry.id) }) }
    if entry.level == 1 or #items == 0 then
      items[#items + 1] = link
    elseif #items[#items] == 1 then
      items[#items][2] = pandoc.BulletList({ link })
    else
      items[#items][2].content:insert(link)
    end
  end
  return pandoc.Div(
    { pandoc.Para({ pandoc.Strong({ pandoc.Str('Sommaire') }) }), pandoc.BulletList(items) },
    pandoc.Attr('', { 'sommaire' }, { { 'role', 'doc-toc' }, { 'aria-label', 'Sommaire' } })
  )
end

local function linked_contents(lines)
  local links = {}
  for index, entry in ipairs(lines) do
    local indent = string.rep('\u{a0}', 4 * (entry.level - 1))
    links[index] = { pandoc.Str(indent), pandoc.Link(entry.words, '#' .. entry.id) }
  end
  return pandoc.Div({ pandoc.Para({ pandoc.Strong({ pandoc.Str('Sommaire') }) }), pandoc.LineBlock(links) })
end

local function contents_block()
  local lines, depth = listed()
  if FORMAT == 'docx' then
    return word_contents(lines, depth)
  elseif FORMAT == 'typst' then
    return printed_contents(depth)
  elseif FORMAT:match('^html') then
    return page_contents(lines)
  end
  return linked_contents(lines)
end

local function breaks_page(block)
  return block and block.t == 'RawBlock' and block.text == page_break().text
end

-- What stands before the first heading (date, place, warning) is read first: the « Sommaire » follows it, on
-- the same page.
-- In a web page the title of the document is the one heading of the first level.
local function contents(document)
  document.meta.longrows = longest > LONG_CELL
  if #entries >= TOC_FROM then
    local _, place = document.blocks:find_if(function(block) return block.t == 'Header' end)
    place = place or 1
    while place > 1 and breaks_page(document.blocks[place - 1]) do
      place = place - 1
    end
    document.blocks:insert(place, contents_block())
  end
  if FORMAT:match('^html') then
    document.blocks = document.blocks:walk({
      Header = function(header)
        header.level = math.min(header.level + 1, 6)
        return header
      end,
    })
  end
  return document
end

return { { Meta = pictures }, { Span = span, Div = div, Table = table_, Image = picture }, { Header = heading }, { Pandoc = contents }, { Str = word } }
