// A part of the page that is read in when the reader comes near it; without this script it is a link.
const seen = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      load(target);
    }
  },
  { rootMargin: "400px" },
);

for (const part of document.querySelectorAll("[data-inladen]")) seen.observe(part);

async function load(part) {
  const answer = await fetch(part.dataset.inladen).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(part.id);
  if (fresh) part.replaceWith(fresh);
}
