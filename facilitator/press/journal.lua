-- The visuals of a journal, from Markdown: a Div of one of these classes holds a table, and the table is the
-- visual's text for whoever cannot see it. On paper typst draws it, on a web page the style sheet does, in
-- Word it stays a table. Runs after livrable.lua.

local WIDE = { frise = true, ['chiffres-cles'] = true, comparaisons = true, personnes = true, signature = false }
local BY_ROW = { rencontres = true, actions = true, suites = true, instances = true }
local VISUALS = { 'frise', 'barres', 'chiffres-cles', 'comparaisons', 'personnes', 'rencontres', 'actions',
  'suites', 'instances', 'exergue', 'encadre', 'carte', 'signature' }
local CHUNK = 3 -- items of a list that stay together between two columns

local function visual(div)
  for _, name in ipairs(VISUALS) do
    if div.classes:includes(name) then
      return name
    end
  end
end

local function number_of(text)
  local bare = text:gsub('\u{a0}', ''):gsub('\u{202f}', ''):gsub(' ', ''):gsub(',', '.')
  return tonumber(bare:match('^%-?%d+%.?%d*'))
end

local function rows_of(div)
  local rows = pandoc.List({})
  div:walk({
    Table = function(found)
      for _, body in ipairs(found.bodies) do
        for _, row in ipairs(body.body) do
          rows:insert(row)
        end
      end
    end,
  })
  return rows
end

-- Typst: every top-level block becomes a piece, which the template places.

local function written(blocks)
  local text = pandoc.write(pandoc.Pandoc(blocks), 'typst-smart', { wrap_text = 'none' })
  return '[' .. text:gsub('%s+$', '') .. ']'
end

local function cell_written(cell)
  local said = pandoc.utils.stringify(cell.contents)
  local quoted = said:gsub('\\', '\\\\'):gsub('"', '\\"')
  return '(corps: ' .. written(cell.contents) .. ', nombre: ' .. tostring(number_of(said) or 'none') .. ', dit: "' .. quoted
    .. '", vide: ' .. tostring(said == '') .. ')'
end

local function row_written(row)
  local cells = {}
  for index, cell in ipairs(row.cells) do
    cells[index] = cell_written(cell)
  end
  return '(' .. table.concat(cells, ', ') .. ',)'
end

-- A piece is drawn once its scale is known: « k => … ».
local function piece(kind, name, drawing)
  return '#piece("' .. kind .. '", "' .. name .. '", k => ' .. drawing .. ')'
end

local function drawn(div, name)
  local kind = (WIDE[name] or div.classes:includes('large')) and 'bande' or 'bloc'
  local rows = rows_of(div)
  if #rows == 0 then
    return { piece(kind, name, name .. '(k, ' .. written(div.content) .. ')') }
  end
  local pieces, listed = {}, {}
  for index, row in ipairs(rows) do
    listed[index] = row_written(row)
    pieces[index] = piece(kind, name, name .. '(k, (' .. listed[index] .. ',), rang: ' .. index .. ')')
  end
  if BY_ROW[name] then
    return pieces
  end
  local unit = div.attributes.unite and (', unite: ' .. div.attributes.unite) or ''
  return { piece(kind, name, name .. '(k, (' .. table.concat(listed, ', ') .. ',)' .. unit .. ')') }
end

local function chunks(list)
  local parts = pandoc.List({})
  for index = 1, #list.content, CHUNK do
    local last = math.min(index + CHUNK - 1, #list.content)
    local items = {}
    for at = index, last do
      items[#items + 1] = list.content[at]
    end
    if list.t == 'OrderedList' then
      local numbers = list.listAttributes:clone()
      numbers.start = list.listAttributes.start + index - 1
      parts:insert(pandoc.OrderedList(items, numbers))
    else
      parts:insert(pandoc.BulletList(items))
    end
  end
  return parts
end

local pieces_of

-- « ::: ensemble » holds together what two columns, or two pages, must not part.
local function together(div)
  local names, drawings = {}, {}
  for _, block in ipairs(div.content) do
    for _, found in ipairs(pieces_of(block)) do
      local _, name, drawing = found:match('^#piece%("(%a+)", "([%a-]+)", (.*)%)$')
      names[#names + 1] = '"' .. name .. '"'
      drawings[#drawings + 1] = drawing
    end
  end
  local kind = div.classes:includes('large') and 'bande' or 'bloc'
  return { '#together("' .. kind .. '", (' .. table.concat(names, ', ') .. ',), (' .. table.concat(drawings, ', ') .. ',))' }
end

function pieces_of(block)
  if block.t == 'Header' then
    return { piece('titre', 'titre', written({ block })) }
  elseif block.t == 'RawBlock' or block.t == 'HorizontalRule' then
    return {}
  elseif block.t == 'Div' then
    local name = visual(block)
    if name then
      return drawn(block, name)
    elseif block.classes:includes('ensemble') and #block.content > 0 then
      return together(block)
    end
    return { piece(block.classes:includes('large') and 'bande' or 'bloc', 'texte', written(block.content)) }
  elseif block.t == 'BulletList' or block.t == 'OrderedList' then
    return chunks(block):map(function(part) return piece('bloc', 'texte', written({ part })) end)
  elseif block.t == 'Table' then
    return { piece('bande', 'texte', written({ block })) }
  end
  return { piece('bloc', 'texte', written({ block })) }
end

local function print_pieces(document)
  local blocks = {}
  for _, block in ipairs(document.blocks) do
    for _, found in ipairs(pieces_of(block)) do
      blocks[#blocks + 1] = pandoc.RawBlock('typst', found)
    end
  end
  document.blocks = blocks
  return document
end

-- A web page: rows that a telephone shows one under the other stay rows of a table for a screen reader.

local BARS = { barres = { 2 }, personnes = { 2 }, comparaisons = { 2, 3 } }

local function longest_of(rows, columns)
  local longest = 0
  for _, row in ipairs(rows) do
    for _, column in ipairs(columns) do
      local cell = row.cells[column]
      longest = math.max(longest, cell and number_of(pandoc.utils.stringify(cell.contents)) or 0)
    end
  end
  return longest
end

local function add_bar(cell, longest, class)
  local value = number_of(pandoc.utils.stringify(cell.contents))
  local first = cell.contents[1]
  if value and longest > 0 and first then
    local width = string.format('%.0f', 100 * value / longest)
    first.content:insert(1, pandoc.RawInline('html', '<span class="' .. class .. '" style="width:' .. width
      .. '%" aria-hidden="true"></span> '))
  end
end

local function with_roles(found)
  found.attributes.role = 'table'
  local labels = {}
  for _, row in ipairs(found.head.rows) do
    row.attributes.role = 'row'
    for index, cell in ipairs(row.cells) do
      labels[index] = pandoc.utils.stringify(cell.contents)
      cell.attributes.role = 'columnheader'
    end
  end
  for _, body in ipairs(found.bodies) do
    for _, row in ipairs(body.body) do
      row.attributes.role = 'row'
      for index, cell in ipairs(row.cells) do
        cell.attributes.role = 'cell'
        cell.attributes['data-nom'] = labels[index]
      end
    end
  end
  return found
end

local function shown(div)
  local name = visual(div)
  if not name then
    return nil
  end
  div.classes:insert(1, 'visuel')
  return div:walk({
    Table = function(found)
      found.colspecs = pandoc.List(found.colspecs):map(function(spec) return { spec[1], nil } end)
      for _, body in ipairs(found.bodies) do
        local columns = BARS[name] or {}
        for _, row in ipairs(body.body) do
          -- two values of one row are drawn to one scale, those of a column too, unless each row has its own
          local longest = longest_of(name == 'comparaisons' and { row } or body.body, columns)
          for rank, column in ipairs(columns) do
            if row.cells[column] then
              add_bar(row.cells[column], longest, rank == 1 and 'barre' or 'barre autre')
            end
          end
        end
      end
      return with_roles(found)
    end,
  })
end

if FORMAT == 'typst' then
  return { { Pandoc = print_pieces } }
elseif FORMAT:match('^html') then
  return { { Div = shown } }
end
return {}
