-- A fiche: one A4 page. What fiche.typ draws from the divs of the outline, and its one picture.

local function raw(text)
  return pandoc.RawBlock('typst', text)
end

local function string_of(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"') .. '"'
end

-- « ::: {.haut} »: text beside its picture, wherever the picture stands in it.
local function beside(found)
  local picture
  local text = pandoc.Blocks(found.content):walk({
    Image = function(image)
      picture = picture or image
      return {}
    end,
    Figure = function(figure)
      figure:walk({ Image = function(image) picture = picture or image end })
      return {}
    end,
  })
  text = text:filter(function(block) return not (block.t == 'Para' and #block.content == 0) end)
  local shown = 'none'
  if picture then
    local alt = pandoc.utils.stringify(picture.caption)
    shown = 'image(' .. string_of(picture.src) .. ', width: 100%, alt: ' .. string_of(alt) .. ')'
  end
  text:insert(1, raw('#haut(' .. shown .. ')['))
  text:insert(raw(']'))
  return text
end

local function div(found)
  if FORMAT ~= 'typst' then
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

-- In Word the picture is no figure: its words are for those who do not see it.
local function figure(found)
  if FORMAT == 'typst' then
    return nil
  end
  local picture
  found:walk({ Image = function(image) picture = picture or image end })
  return picture and pandoc.Para({ picture })
end

return { { Pandoc = count }, { Div = div, Figure = figure } }
