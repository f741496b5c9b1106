-- What Markdown has no mark for: line breaks inside cells, numbered headings, the « Sommaire ».

local TOC_FROM = 5   -- headings; a shorter document needs no table of contents
local TOC_UP_TO = 16 -- lines; beyond, only the first level is listed
local DEPTH = 2      -- levels that are numbered

local entries = {}
local numbers = {}

local function xml(text)
  return (text:gsub('&', '&amp;'):gsub('<', '&lt;'):gsub('>', '&gt;'))
end

-- The marks of markdown.py for characters that pandoc's Markdown or its Word writer would lose.
local function lost_character(span)
  if span.classes:includes('br') then
    return pandoc.LineBreak()
  elseif span.classes:includes('cesure') and FORMAT == 'docx' then
    return pandoc.RawInline('openxml', '<w:r><w:softHyphen/></w:r>')
  elseif span.classes:includes('cesure') then
    return pandoc.Str('\u{ad}')
  end
end

local function number(level)
  numbers[level] = (numbers[level] or 0) + 1
  for deeper = level + 1, DEPTH do
    numbers[deeper] = 0
  end
  return table.concat(numbers, '.', 1, level) .. '. '
end

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

local function linked_contents(lines)
  local links = {}
  for index, entry in ipairs(lines) do
    local indent = string.rep('\u{a0}', 4 * (entry.level - 1))
    links[index] = { pandoc.Str(indent), pandoc.Link(entry.words, '#' .. entry.id) }
  end
  return pandoc.Div({ pandoc.Para({ pandoc.Strong({ pandoc.Str('Sommaire') }) }), pandoc.LineBlock(links) })
end

-- What stands before the first heading (date, place, warning) is read first: the « Sommaire » follows it.
local function contents(document)
  local lines, depth = listed()
  if #entries < TOC_FROM then
    return document
  end
  local _, place = document.blocks:find_if(function(block) return block.t == 'Header' end)
  local block = FORMAT == 'docx' and word_contents(lines, depth) or linked_contents(lines)
  document.blocks:insert(place or 1, block)
  return document
end

return { { Span = lost_character }, { Header = heading }, { Pandoc = contents } }
