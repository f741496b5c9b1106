// Fills in the page of a questionnaire without a browser: its own script, on fields that only hold their values.
"use strict";
const fs = require("fs");
const vm = require("vm");
const given = JSON.parse(fs.readFileSync(0, "utf-8"));
const handlers = {};
const elements = {};
const fields = given.fields.map((one) => ({
  dataset: { question: one["data-question"], cle: one["data-cle"] },
  type: one.type, value: one.value || "", start: one.value || "", checked: false,
  checkValidity() { return true; }, focus() {},
}));
function element(id) {
  elements[id] ||= {
    hidden: false, textContent: "", focus() {}, prepend() {}, reset() { for (const one of fields) { one.checked = false; one.value = one.start; } },
    addEventListener(name, call) { handlers[id + "." + name] = call; },
    querySelectorAll(query) { const code = /'(.*)'/.exec(query)[1]; return fields.filter((one) => one.dataset.question === code); },
  };
  return elements[id];
}
const kept = {};
const said = [];
let file = "";
const context = vm.createContext({
  document: { getElementById: element, querySelectorAll: () => [], createElement: () => ({ click() {} }) },
  window: { addEventListener() {}, scrollTo() {} },
  localStorage: { getItem: (key) => kept[key] || null, setItem: (key, value) => { kept[key] = value; }, removeItem: (key) => delete kept[key] },
  Blob: class { constructor(parts) { file = parts.join(""); } },
  URL: { createObjectURL: () => "", revokeObjectURL() {} },
  setTimeout() {}, confirm: () => true, console,
});
vm.runInContext(given.script, context);
for (const form of given.forms) {
  for (const [key, values] of Object.entries(form)) {
    const own = fields.filter((one) => one.dataset.cle === key);
    values.forEach((value, rank) => {
      const ticked = own.find((one) => ["radio", "checkbox"].includes(one.type) && one.value === value);
      if (ticked) ticked.checked = true; else own[rank].value = value;
    });
  }
  handlers["formulaire.change"]();
  handlers["formulaire.submit"]({ preventDefault() {} });
  said.push(elements.etat.textContent);
}
handlers["telecharger.click"]();
process.stdout.write(JSON.stringify({ file, said, hidden: Object.keys(elements).filter((id) => elements[id].hidden) }));
