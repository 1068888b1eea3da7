// Small helps on top of pages that work without them. Each is found by a data attribute.

document.addEventListener("click", (event) => {
  const step = event.target.closest("[data-step]");
  if (step) return takeStep(step);
  const copy = event.target.closest("[data-copy]");
  if (copy) return copyText(copy);
  const ask = event.target.closest("[data-bevestig]");
  if (ask && !window.confirm(ask.dataset.bevestig)) event.preventDefault();
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = event.target.closest("details[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
  const withKey = event.ctrlKey || event.metaKey;
  const byK = event.key === "k" && withKey;
  const bySlash = event.key === "/" && !withKey && !event.altKey && slashIsOn() && !isTyping(event.target);
  const field = document.querySelector("[data-search]");
  if (field && (byK || bySlash)) {
    event.preventDefault();
    field.focus();
  }
});

// «/» goes to the search field. A single key can be hit by speech or by accident, so «Meer» has a switch for it,
// kept in this browser.
const SLASH = "vu-sneltoets-uit";
const isTyping = (where) => where.closest("input, textarea, select, [contenteditable]");

function slashIsOn() {
  try {
    return localStorage.getItem(SLASH) === null;
  } catch {
    return true;
  }
}

for (const part of document.querySelectorAll("[data-sneltoets]")) {
  const box = part.querySelector("input");
  part.hidden = false;
  box.checked = slashIsOn();
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(SLASH);
    else localStorage.setItem(SLASH, "1");
  });
}

// An empty field stays empty until someone counts: the first plus makes it 1, minus makes it 0.
function takeStep(button) {
  if (button.getAttribute("aria-disabled") === "true") return;
  const field = button.closest("[data-stepper]").querySelector("input");
  const before = Number.parseInt(field.value, 10) || 0;
  const lowest = field.min === "" ? 0 : Number(field.min);
  field.value = Math.max(lowest, before + Number(button.dataset.step));
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function copyText(button) {
  const source = button.closest(".vu-copy").querySelector("[data-copy-text]");
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(source.innerText.trim());
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = label), 2500);
  } catch {
    getSelection().selectAllChildren(source);
  }
}

// One press is one post: later presses of the same form are ignored until the page comes back.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.bezig) return event.preventDefault();
  form.dataset.bezig = "1";
  event.submitter?.setAttribute("aria-busy", "true");
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-bezig]")) delete form.dataset.bezig;
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});

document.querySelector(".vu-errors[autofocus]")?.focus();

// The free-text guard comes when somebody begins to type freely; until it is there, the server says the same.
let guarding = false;
document.addEventListener("focusin", ({ target }) => {
  if (guarding || !target.matches("[data-wacht]")) return;
  guarding = true;
  import("./wacht.js").then(({ guard }) => guard()).catch(() => (guarding = false)); // no connection: try again
});
