// The ballot of a round, on top of a form that works without: dots counted while one deals them out, and places
// given by buttons at once. The server judges what is sent.

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
const block = (button, stops) => button.setAttribute("aria-disabled", String(stops));

for (const counter of document.querySelectorAll("[data-stippen]")) countDots(counter);
for (const list of document.querySelectorAll("[data-rangorde]")) rank(list);

function countDots(counter) {
  const { stippen, hoogste, over, op, teveel } = counter.dataset;
  const steppers = [...counter.closest("form").querySelectorAll("[data-stepper]")];
  const dots = (stepper) => Math.max(0, Number.parseInt(stepper.querySelector("input").value, 10) || 0);
  const show = () => {
    const left = stippen - steppers.reduce((sum, stepper) => sum + dots(stepper), 0);
    const words = left < 0 ? teveel : left === 0 ? op : over;
    counter.textContent = fill(words, { n: Math.abs(left), m: stippen });
    counter.classList.toggle("vu-stippen--teveel", left < 0);
    for (const stepper of steppers) {
      block(stepper.querySelector('[data-step="-1"]'), dots(stepper) === 0);
      block(stepper.querySelector('[data-step="1"]'), left <= 0 || dots(stepper) >= hoogste);
    }
  };
  counter.hidden = false;
  counter.closest("form").addEventListener("input", show);
  show();
}

function rank(list) {
  const said = list.parentElement.querySelector("[data-plaats]");
  const field = (row) => row.querySelector("select");
  const placed = () =>
    [...list.children].filter((row) => field(row).value).sort((a, b) => field(a).value - field(b).value);

  // The rows that have a place, in this order; the others stay behind them.
  function lay(order) {
    const focused = document.activeElement;
    order.forEach((row, index) => (field(row).value = String(index + 1)));
    list.append(...order, ...[...list.children].filter((row) => !order.includes(row)));
    for (const row of list.children) {
      block(row.querySelector('[name="omhoog"]'), row === order[0]);
      block(row.querySelector('[name="omlaag"]'), !order.includes(row));
    }
    if (list.contains(focused)) focused.focus();
  }

  function tell(row) {
    const words = field(row).value ? said.dataset.plaats : said.dataset.geen;
    said.textContent = fill(words, { optie: row.dataset.optie, n: field(row).value });
    list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") return;
    const row = button.closest("li");
    const order = placed();
    const at = order.indexOf(row);
    if (button.name === "omhoog" && at < 0) order.push(row);
    else if (button.name === "omhoog") order.splice(at - 1, 0, ...order.splice(at, 1));
    else if (at === order.length - 1) field(order.pop()).value = "";
    else order.splice(at + 1, 0, ...order.splice(at, 1));
    lay(order);
    tell(row);
  });

  list.addEventListener("change", (event) => {
    const row = event.target.closest("li");
    const order = placed().filter((other) => other !== row);
    if (field(row).value) order.splice(field(row).value - 1, 0, row);
    lay(order);
    tell(row);
  });

  lay(placed());
}
