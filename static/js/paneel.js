// A thing on the board opens beside it: the part `data-stuk` of its own page, so it reads the same as that page.
// Esc, «Sluiten» and a tap beside it close it, and the focus goes back to where it was. Without this: plain links.

const panel = document.querySelector("dialog[data-paneel]");
const inside = panel?.querySelector("[data-paneel-inhoud]");
const title = panel?.querySelector("h2");
let opener, asked;

if (panel) document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-in-paneel]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (!panel.open) opener = link;
  show(link.href);
});

panel?.addEventListener("click", (event) => {
  if (event.target === panel || event.target.closest("[data-sluit]")) panel.close();
});
panel?.addEventListener("close", () => opener?.focus());

async function show(address) {
  asked = address;
  try {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (asked !== address) return; // tapped on something else since
    const part = page.querySelector("[data-stuk]");
    if (!answer.ok || !part) throw new Error("another page");
    inside.replaceChildren(...part.childNodes);
    title.textContent = part.dataset.stuk;
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
    title.focus();
  } catch {
    if (asked === address) location.assign(address); // logged out, gone or without reception: the page itself says so
  }
}
