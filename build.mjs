// Bundles what comes from npm into static/dist/ (not in git). Our own CSS and JavaScript are served as they are.
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
