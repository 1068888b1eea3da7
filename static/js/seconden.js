// How long a log takes: from the first touch of its form to sending it. Only a number of seconds, no content.
for (const field of document.querySelectorAll('input[name="seconden"]')) {
  let start = 0;
  const begin = () => (start ||= performance.now());
  field.form.addEventListener("pointerdown", begin);
  field.form.addEventListener("focusin", begin);
  field.form.addEventListener("submit", () => {
    if (start) field.value = Math.round((performance.now() - start) / 1000);
  });
}
