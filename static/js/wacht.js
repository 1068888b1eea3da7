// The free-text guard at the keyboard: the same steps as core/wacht/zoek.py, over the same table, offline too.
// It says beside the field what stands there; the server says the same to whoever has no JavaScript.
import T from "./wacht-tabel.js";

const words = (key) => new Set(T[key].split(" "));
const W = {};
for (const [key, value] of Object.entries(T)) if (typeof value === "string") W[key] = words(key);
const R = {};
for (const [key, pattern] of Object.entries(T.patronen)) R[key] = new RegExp(pattern, "g");
const SOORT = Object.entries(T.soorten).map(([soort, said]) => {
  const any = said.replaceAll("*", "[a-z]*").replaceAll(" ", "|").replaceAll("_", " ");
  return [soort, new RegExp(`(?<![a-z0-9])(?:${any})(?![a-z0-9])`, "g")];
});
const PART = new RegExp(T.deel);
const STREET = new RegExp(`${T.eind}$`);
const HETEN = new RegExp(`(?:^|[^a-z])(?:([a-z]+) )?(?:${T.heten.join("|")})[ ,:'"]{1,3}$`);
const HIDDEN = /[\p{Cf}\p{Mn}\p{Me}]/u;

const finds = (pattern, said) => [...said.matchAll(pattern)];
const has = (pattern, said) => said.search(pattern) >= 0;
const shown = (sign) => sign >= " " && sign <= "~";
const digit = (sign) => sign >= "0" && sign <= "9";

function plain(sign) {
  if (shown(sign)) return sign.toLowerCase();
  if (sign === "\n") return sign;
  let said = "";
  for (let part of sign.normalize("NFKD")) {
    if (HIDDEN.test(part)) continue;
    part = [...part.toLowerCase()][0];
    part = T.lijkt[part] ?? part;
    const code = part.codePointAt(0);
    const zero = T.nullen.find((start) => start <= code && code < start + 10);
    if (zero) part = String(code - zero);
    said += shown(part[0]) ? part.toLowerCase() : " ";
  }
  return said;
}

class Gevouwen {
  constructor(tekst) {
    this.tekst = [...tekst];
    this.plat = [];
    this.plek = [];
    this.tekst.forEach((sign, at) => {
      for (const one of plain(sign)) {
        this.plat.push(one);
        this.plek.push([at, at + 1]);
      }
    });
    this.vondsten = [];
    this.change("spatie", (said) => [...said].flatMap((sign, i) => (" ._-".includes(sign) ? [] : [[i, i + 1, sign]])));
    this.change("nulletter", () => [[0, 1, "0"]]);
    this.spokenNumbers();
  }

  get s() {
    return (this.said ??= this.plat.join(""));
  }

  change(pattern, rewrite) {
    for (const match of finds(R[pattern], this.s).reverse()) {
      this.put(match.index, match.index + match[0].length, rewrite(match[0]));
    }
  }

  put(begin, end, parts) {
    const plek = parts.map(([a, b]) => [this.plek[begin + a][0], this.plek[begin + b - 1][1]]);
    this.plat.splice(begin, end - begin, ...parts.map((part) => part[2]));
    this.plek.splice(begin, end - begin, ...plek);
    this.said = undefined;
  }

  spokenNumbers() {
    let row = [];
    const rows = [row];
    for (const { 0: word, index } of finds(/[a-z]+|[0-9]+/g, this.s)) {
      let value = Object.hasOwn(T.telwoorden, word) ? String(T.telwoorden[word]) : word.length < 3 ? word : "";
      if (!digit(value[0] ?? "")) value = "";
      if (!row.length || !value || !/^[ ,.-]{1,2}$/.test(this.s.slice(row.at(-1)[1], index))) rows.push((row = []));
      if (value) row.push([index, index + word.length, value]);
    }
    for (const one of rows.reverse()) {
      if (one.length < 4 || one.every(([a]) => digit(this.s[a]))) continue;
      const begin = one[0][0];
      const parts = one.flatMap(([a, b, value]) => [...value].map((sign) => [a - begin, b - begin, sign]));
      this.put(begin, one.at(-1)[1], parts);
    }
  }

  found(soort, begin, end, term) {
    const [a, b] = [this.plek[begin][0], this.plek[end - 1][1]];
    const tekst = this.tekst.slice(a, b).join("");
    this.vondsten.push({ soort, begin: a, eind: b, tekst, term: term || this.s.slice(begin, end) });
    this.strike(begin, end);
  }

  strike(begin, end) {
    this.plat.fill("x", begin, end);
    this.said = undefined;
  }

  capital(at) {
    const sign = this.tekst[this.plek[at][0]];
    return sign !== sign.toLowerCase();
  }
}

const mark = (t, soort, pattern) =>
  finds(pattern, t.s).forEach((match) => t.found(soort, match.index, match.index + match[0].length));

function mod97(said) {
  let rest = 0;
  for (const sign of said) rest = Number(`${rest}${Number.parseInt(sign, 36)}`) % 97;
  return rest === 1;
}

function bsnValid(said) {
  const number = said.padStart(9, "0");
  if (number.length > 9 || Number(number) <= 0) return false;
  const sum = [...number].reduce((total, sign, i) => total + Number(sign) * (i === 8 ? -1 : 9 - i), 0);
  return sum % 11 === 0;
}

function iban(t) {
  for (const match of finds(R.iban, t.s)) {
    const said = match[1].replace(/[^a-z0-9]/g, "");
    const length = Object.hasOwn(T.iban, said.slice(0, 2)) ? T.iban[said.slice(0, 2)] : 99;
    const number = said.slice(0, length);
    if (number.length < length) continue;
    if (!mod97(number.slice(4) + number.slice(0, 4)) && !/^nl[0-9]{2}[a-z]{4}[0-9]{10}$/.test(number)) continue;
    let end = match.index;
    for (let left = length; left; end += 1) if (/[a-z0-9]/.test(t.plat[end])) left -= 1;
    t.found("iban", match.index, end);
  }
}

function stretches(match, longest) {
  const groups = finds(/[0-9]+/g, match[0]).map((g) => [match.index + g.index, g[0]]);
  const rows = [];
  groups.forEach(([begin], i) => {
    let [total, j] = [0, i];
    for (; j < groups.length && total + groups[j][1].length <= longest; j += 1) total += groups[j][1].length;
    for (; j > i; j -= 1) {
      const [last, said] = groups[j - 1];
      rows.push([begin, last + said.length, groups.slice(i, j).map((group) => group[1])]);
    }
  });
  return rows;
}

function bsnNamed(t) {
  for (const match of finds(R.reeks, t.s)) {
    if (!has(R.bsnwoord, t.s.slice(Math.max(0, match.index - 60), match.index))) continue;
    const row = stretches(match, 9).find(([, , digits]) => digits.join("").length >= 8);
    if (row) t.found("bsn", row[0], row[1]);
  }
}

function dates(t) {
  const said = t.s;
  for (const match of finds(R.datum, said)) {
    const end = match.index + match[0].length;
    const around = [said.slice(Math.max(0, match.index - 40), match.index), said.slice(end, end + 40)];
    const born = around.some((part) => has(R.geboren, part));
    const other = around.some((part) => has(R.nietgeboren, part));
    if (born || (has(R.jaartal, match[0]) && !other)) t.found("geboortedatum", match.index, end);
    else if (!/^[0-9]{1,2}[^0-9][0-9]{1,2}[^0-9][0-9]{2}$/.test(match[0])) t.strike(match.index, end);
  }
  for (const match of finds(R.aaneen, said)) {
    const end = match.index + match[0].length;
    if (has(R.geboren, said.slice(Math.max(0, match.index - 40), end + 40))) t.found("geboortedatum", match.index, end);
  }
  for (const match of finds(R.tijden, t.s)) {
    const end = match.index + match[0].length;
    if (!/[0-9.:]/.test(t.s.slice(end, end + 1))) t.strike(match.index, end);
  }
}

function isPhone(before, digits) {
  const number = digits.join("");
  const [first, second] = digits;
  if (before === "+") return number.length >= 9 && number.length <= 13 && first[0] !== "0";
  if (/^00[1-9]/.test(first) || (first === "00" && W.landen.has(second))) {
    return number.length >= 11 && number.length <= 15;
  }
  if (/^316[0-9]{8}$/.test(number)) return digits.length === 1 || first === "31" || first === "316";
  if (/^6[0-9]{8}$/.test(number)) return first === "6" || digits.length === 1;
  return /^0[1-9][0-9]{8}$/.test(number) && !/^0[89]00/.test(number);
}

function rows(t, soort, longest, fits) {
  for (const match of finds(R.reeks, t.s)) {
    let done = -1;
    for (const [begin, end, digits] of stretches(match, longest)) {
      const before = begin ? t.plat[begin - 1] : "";
      if (begin <= done || !fits(before, digits)) continue;
      t.found(soort, begin - (soort === "telefoon" && before === "+"), end);
      done = end;
    }
  }
}

function postcodes(t) {
  for (const match of finds(R.postcode, t.s)) {
    const code = /[1-9][0-9]{3}( ?)([a-z]{2})(?![a-z])/.exec(match[0]);
    if (!code) continue;
    const letters = match.index + code.index + 4 + code[1].length;
    if (W.poststop.has(code[2]) && code[1] && !t.capital(letters)) continue;
    t.found("postcode", match.index, match.index + match[0].length);
  }
}

const known = (word) => W.vrouwen.has(word) || W.mannen.has(word) || W.achter.has(word) || PART.test(word);

function names(t) {
  const said = t.s;
  const all = finds(R.woord, said).map((match) => [match[0], match.index, match.index + match[0].length]);
  const skipped = T.uitzondering
    .map((phrase) => [said.indexOf(phrase), said.indexOf(phrase) + phrase.length])
    .filter(([at]) => at >= 0);
  all.forEach(([word, begin, end], i) => {
    if (skipped.some(([a, b]) => a <= begin && begin < b)) return;
    const shorter = word.slice(0, -1);
    const base = word.length > 4 && word.endsWith("s") && known(shorter) && !known(word) ? shorter : word;
    if (isName(t, said, all, i, base)) t.found("naam", begin, end, base);
  });
}

function isName(t, said, all, i, word) {
  const [, begin, end] = all[i];
  if (known(word)) {
    const after = all[i + 1]?.[0] ?? "";
    return !(W.nieterna.has(after) || STREET.test(after));
  }
  const first = i === 0 || /[.!?:\n]/.test(said.slice(all[i - 1][2], begin));
  const shape = t.tekst.slice(t.plek[begin][0], t.plek[end - 1][1]).join("");
  const capital = !first && t.capital(begin) && shape !== shape.toUpperCase();
  const stop = W.geennaam.has(word) || word.length < 2;
  if (stop && !capital) return false;
  const prefix = i ? all[i - 1][0] : "";
  if ((prefix === "el" || (prefix === "al" && capital)) && word.length > 3 && said[begin - 1] === " ") return !stop;
  const [kind, wide] = cue(said, all, i);
  if (kind === "heet" || W.twijfel.has(word)) return kind !== "" || capital;
  if (kind === "titel" && !wide) {
    return capital || said.slice(begin - 2, begin) === ". " || (word.length > 2 && !/(?:t|de|te)$/.test(word));
  }
  return capital && kind !== "";
}

function cue(said, all, i) {
  const between = new Set();
  for (let at = i; ; ) {
    const begin = all[at][1];
    const may = at && W.hetenslot.has(all[at - 1][0]);
    const called = may && HETEN.exec(said.slice(Math.max(0, begin - 40), begin));
    if (called && !W.nietheet.has(called[1])) return ["heet", false];
    if (!at || !/^[ ,.'"-]{1,3}$/.test(said.slice(all[at - 1][2], begin))) return ["", false];
    at -= 1;
    const word = all[at][0];
    const wide = between.has("van") && (between.has("de") || between.has("het"));
    if (W.titels.has(word)) return ["titel", wide];
    if (W.aanspreek.has(word)) return ["aanspreek", wide];
    if (!W.tussen.has(word)) return ["", false];
    between.add(word);
  }
}

export function zoek(tekst, stand = "verhaal") {
  const length = [...tekst].length;
  if (length > T.longst) return [{ soort: "lang", begin: 0, eind: length, tekst: "", term: "" }];
  const t = new Gevouwen(tekst);
  mark(t, "email", R.email);
  iban(t);
  bsnNamed(t);
  dates(t);
  rows(t, "telefoon", 15, (before, digits) => isPhone(before, digits) && !bsnValid(digits.join("")));
  rows(t, "bsn", 9, (_, digits) => {
    return W.bsnvorm.has(digits.map((group) => group.length).join("")) && bsnValid(digits.join(""));
  });
  if (stand !== "openbaar") postcodes(t);
  if (stand === "verhaal") {
    for (const [soort, pattern] of SOORT) mark(t, soort, pattern);
    mark(t, "adres", R.adres);
  }
  if (stand === "namen" || stand === "verhaal") names(t);
  return t.vondsten.sort((a, b) => a.begin - b.begin || a.eind - b.eind);
}

// What stands beside the field. Only words that were already on this page or in the table are shown.
const make = (tag, text = "", attrs = {}) => Object.assign(document.createElement(tag), { textContent: text }, attrs);
const AKKOORD = '[name="wacht_akkoord"]';

export function sentence(zeg, { soort, tekst, term }) {
  if (zeg.weg[soort]) return zeg.weg[soort];
  const who = W.vrouwen.has(term) ? "vrouw" : W.mannen.has(term) ? "man" : "naam";
  const liever = zeg.liever[soort === "naam" ? who : soort];
  return zeg.vraag[soort].replace("{woord}", () => tekst).replace("{liever}", () => liever);
}

const tokenOf = (one) => `${one.soort}:${one.term}`;
const addHidden = (form, name, value) => form.append(make("input", "", { type: "hidden", name, value }));

function openFindings(field) {
  const said = [...field.form.querySelectorAll(AKKOORD)].filter((one) => one.type === "hidden" || one.checked);
  const agreed = new Set(said.map((one) => one.value));
  const old = field.value === field.defaultValue && !field.closest(".vu-field--error");
  const seen = new Set();
  return zoek(field.value, field.dataset.wacht).filter((one) => {
    if (seen.has(tokenOf(one))) return false;
    seen.add(tokenOf(one));
    return T.zeg.nl.weg[one.soort] || !(old || agreed.has(tokenOf(one)));
  });
}

// Whom to call. The names and numbers of the coordinators come from the page that holds them, when it can be had.
function card(zeg) {
  const list = make("ul", "", { className: "vu-list" });
  for (const [words, number] of [[zeg.kaart.gevaar, "112"], [zeg.kaart.thuis, "0800-2000"]]) {
    const line = make("li", `${words} `);
    line.append(make("a", number, { href: `tel:${number.replace("-", "")}`, className: "vu-phone" }));
    list.append(line);
  }
  list.append(make("li", zeg.kaart.praat));
  fetch("/zorgen/")
    .then((answer) => (answer.ok && !answer.redirected ? answer.text() : ""))
    .then((page) => {
      const whole = new DOMParser().parseFromString(page, "text/html").querySelector("[data-zorg-kaart]");
      if (whole) list.replaceWith(whole);
    })
    .catch(() => {}); // without connection the two numbers do
  return list;
}

function noteOf(field, one, zeg) {
  const note = make("div", "", { className: "vu-wacht__een" });
  note.append(make("p", sentence(zeg, one)));
  if (one.soort === "zorg") note.append(card(zeg));
  const acts = make("div", "", { className: "vu-actions" });
  const act = (text, then, variant) => {
    const button = make("button", text, { type: "button", className: `vu-button vu-button--${variant}` });
    button.addEventListener("click", then);
    acts.append(button);
  };
  act(zeg.aanpassen, () => {
    const now = zoek(field.value, field.dataset.wacht).find((other) => tokenOf(other) === tokenOf(one)) ?? one;
    const before = [...field.value].slice(0, now.begin).join("").length;
    field.focus();
    field.setSelectionRange(before, before + now.tekst.length);
  }, "secondary");
  if (zeg.mag[one.soort]) {
    act(zeg.mag[one.soort], () => {
      addHidden(field.form, "wacht_akkoord", tokenOf(one));
      look(field);
      (boxOf(field).querySelector("button") ?? field).focus();
    }, "quiet");
  }
  note.append(acts);
  return note;
}

// One place speaks for all fields: a region that is there before it says something is heard by every screen reader.
const voice = globalThis.document && make("p", "", { className: "vu-hidden" });

function boxOf(field) {
  const id = `${field.id}_wacht`;
  let box = document.getElementById(id);
  if (!box) {
    box = make("div", "", { className: "vu-wacht", id, hidden: true });
    field.after(box);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  }
  return box;
}

// What the server said about this field is from now on said here.
function takeOver(field) {
  const part = field.closest(".vu-field");
  for (const box of part?.querySelectorAll(AKKOORD) ?? []) {
    if (box.checked) addHidden(field.form, "wacht_akkoord", box.value);
  }
  for (const said of part?.querySelectorAll("[data-wacht-zei]") ?? []) said.remove();
}

// Says what is found beside the field; returns whether there is anything.
export function look(field) {
  const found = openFindings(field).slice(0, 5);
  const now = found.map(tokenOf).join();
  const box = boxOf(field);
  if (box.dataset.staat === now || (!found.length && box.hidden)) return found.length > 0;
  takeOver(field);
  const zeg = T.zeg[document.documentElement.lang] ?? T.zeg.nl;
  box.dataset.staat = now;
  box.replaceChildren(...found.map((one) => noteOf(field, one, zeg)));
  box.hidden = !found.length;
  voice.textContent = found.map((one) => sentence(zeg, one)).join(" ");
  if (found.some((one) => T.zeg.nl.weg[one.soort])) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  const worried = found.some((one) => one.soort === "zorg");
  if (worried && !field.form.elements.wacht_kaart) addHidden(field.form, "wacht_kaart", "1");
  field.toggleAttribute("data-zorg", worried);
  if (worried) field.dispatchEvent(new Event("vu:zorg", { bubbles: true })); // what is typed is not kept in the tab
  return found.length > 0;
}

export function guard() {
  let timer = 0;
  voice.role = "status";
  document.body.append(voice);
  document.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-wacht]")) return;
    clearTimeout(timer);
    timer = setTimeout(() => look(target), 600);
  });
  const now = document.activeElement; // whoever began to type before this was there
  if (now?.matches("[data-wacht]") && now.value) timer = setTimeout(() => look(now), 600);
  // Whoever leaves a field for a button is pressing it: what comes or goes above it now would move it from under her.
  let pressed = false;
  window.addEventListener("pointerdown", () => (pressed = true), { capture: true });
  for (const up of ["pointerup", "pointercancel"]) window.addEventListener(up, () => (pressed = false), { capture: true });
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-wacht]")) return;
    clearTimeout(timer);
    const afterwards = () => setTimeout(() => look(target), 0);
    if (pressed) window.addEventListener("pointerup", afterwards, { once: true, capture: true });
    else afterwards();
  });
  const stop = (event) => {
    const open = [...event.target.querySelectorAll("[data-wacht]")].filter((field) => look(field));
    if (!open.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    open[0].focus();
  };
  window.addEventListener("submit", stop, { capture: true });
}
