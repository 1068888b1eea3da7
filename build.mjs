// Bundles what comes from npm into static/dist/ (not in git). Our own CSS and JavaScript are served as they are.
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

await build({
  // One line per bundle: static/dist/<name>.js and, when it imports CSS, static/dist/<name>.css.
  entryPoints: {
    map: "static/bundles/map.js", // Leaflet, its style and its marker images
  },
  outdir: "static/dist",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  loader: { ".png": "dataurl" },
  legalComments: "linked",
  logLevel: "warning",
});

// One sprite with the icons that stand beside words: {% icon "sun" %} in a template.
const names = [
  "arrow-left", "calendar", "calendar-plus", "chart-column", "check", "clipboard-list", "coffee", "copy", "download",
  "eye", "handshake", "house", "log-out", "map", "map-pin", "menu", "pencil", "phone", "plus", "printer", "search",
  "settings", "sun", "upload", "users",
];
const lucide = JSON.parse(await readFile("node_modules/@iconify-json/lucide/icons.json", "utf8"));
const symbols = names.map((name) => {
  const body = (lucide.icons[name] ?? lucide.icons[lucide.aliases[name].parent]).body;
  return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
});
await writeFile("static/dist/icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
await copyFile("node_modules/@iconify-json/lucide/README.md", "static/dist/icons.LEGAL.md");
