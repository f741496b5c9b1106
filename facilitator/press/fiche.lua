-- A fiche: one A4 page. What fiche.typ draws from the divs of the outline, and its one picture.

local function raw(text)
  return pandoc.RawBlock('typst', text)
end

-- « ::: {.haut} »: text beside its picture, which the house's filter has made typst's already.
local function beside(found)
  local shown = 'none'
  local text = found.content:filter(function(block)
    local picture = block.t == 'Para' and #block.content == 1 and block.content[1]
    if picture and picture.t == 'RawInline' and picture.text:match('^#box%(image%(') then
      shown = picture.text:sub(2)
      return false
    end
    return true
  end)
  text:insert(1, raw('#haut(' .. shown .. ')['))
  text:insert(raw(']'))
  return text
end

-- In Word the picture stands at the right margin: what comes after the text beside it goes under both.
local CLEARED = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
  .. '<w:r><w:rPr><w:sz w:val="4"/></w:rPr><w:br w:type="textWrapping" w:clear="all"/></w:r></w:p>'

local function cleared(found)
  local pictured = false
  found:walk({ Image = function() pictured = true end })
  if pictured then
    found.content:insert(pandoc.RawBlock('openxml', CLEARED))
  end
  return found
end

local function div(found)
  if FORMAT == 'docx' and found.classes:includes('haut') then
    return cleared(found)
  elseif FORMAT ~= 'typst' then
    return nil
  end
  for _, name in ipairs({ 'fiche', 'pied', 'paroles' }) do
    if found.classes:includes(name) then
      local inside = found.content
      local air = tonumber(found.attributes.air)
      inside:insert(1, raw('#' .. name .. (air and '(air: ' .. air .. ')[' or '[')))
      inside:insert(raw(']'))
      return inside
    end
  end
  if found.classes:includes('haut') then
    return beside(found)
  end
end

-- One fiche bears its title as a document does; of several each has its own.
local function count(document)
  local fiches = 0
  document.blocks:walk({
    Div = function(found)
      if found.classes:includes('fiche') then
        fiches = fiches + 1
      end
    end,
  })
  document.meta.several = fiches > 1
  return document
end

return { { Pandoc = count }, { Div = div } }
