// Photos go one by one, smaller where this browser can make them so, with progress; without this script the form does it.
const LARGEST = 2000; // longest side that is sent; the server keeps 1600

for (const form of document.querySelectorAll("form[data-fotos]")) {
  form.addEventListener("submit", (event) => {
    const files = [...form.querySelectorAll('input[type="file"]')].flatMap((field) => [...field.files]);
    const chosen = form.querySelector('input[name="moment"]') === null || form.querySelector('input[name="moment"]:checked');
    if (!files.length || !chosen) return; // the server says what is missing
    event.preventDefault();
    if (!form.dataset.bezig) sendAll(form, files);
  });
}

async function sendAll(form, files) {
  const button = form.querySelector('button:not([type="button"])');
  const part = form.querySelector("[data-voortgang]");
  const words = part.querySelector("[data-woorden]");
  const bar = part.querySelector("progress");
  form.dataset.bezig = "1";
  button.setAttribute("aria-busy", "true");
  part.hidden = false;
  form.querySelector("[data-fouten]").hidden = true;
  const wrong = [];
  const failed = [];
  for (const [index, file] of files.entries()) {
    words.textContent = form.dataset.bezigTekst.replace("NR", index + 1).replace("TOTAAL", files.length);
    const show = (share) => (bar.value = ((index + share) / files.length) * 100);
    show(0);
    const lines = await sendOne(form, file, show);
    if (lines.length) failed.push(file);
    wrong.push(...lines);
  }
  bar.value = 100;
  delete form.dataset.bezig;
  button.removeAttribute("aria-busy");
  if (wrong.length) {
    leaveOnly(form, failed);
    form.querySelector("[data-wel]").hidden = failed.length === files.length;
    return tell(form, part, wrong);
  }
  words.textContent = form.dataset.klaarTekst;
  location.assign(location.pathname);
}

// Sending again sends what did not arrive, not the others twice.
function leaveOnly(form, failed) {
  for (const field of form.querySelectorAll('input[type="file"]')) {
    const rest = new DataTransfer();
    for (const file of field.files) if (failed.includes(file)) rest.items.add(file);
    field.files = rest.files;
  }
}

async function sendOne(form, file, show) {
  const name = (line) => [`${file.name}: ${line}`];
  const smaller = await shrink(file);
  if (smaller.size > Number(form.dataset.grens)) return name(form.dataset.teGroot);
  const body = new FormData();
  for (const field of form.elements) {
    if (field.type === "file" || !field.name) continue;
    if ((field.type === "checkbox" || field.type === "radio") && !field.checked) continue;
    body.append(field.name, field.value);
  }
  body.append("bestanden", smaller, file.name);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", location.pathname);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => event.lengthComputable && show(event.loaded / event.total));
    request.addEventListener("error", () => done(name(form.dataset.geenVerbinding)));
    request.addEventListener("load", () => {
      try {
        done(JSON.parse(request.responseText).fouten);
      } catch {
        done(name(form.dataset.uitgelogd));
      }
    });
    request.send(body);
  });
}

// Smaller on the phone: less to send, and what the camera wrote into the photo never leaves it. What can't be read
// here goes as it is, and the server says what is wrong with it.
async function shrink(file) {
  if (file.size < 500_000) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
    return made && made.size < file.size ? made : file;
  } catch {
    return file;
  }
}

function tell(form, part, wrong) {
  part.hidden = true;
  const box = form.querySelector("[data-fouten]");
  const list = document.createElement("ul");
  for (const line of wrong) {
    const item = document.createElement("li");
    item.textContent = line;
    list.append(item);
  }
  box.querySelector("ul")?.remove();
  box.prepend(list);
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
}
