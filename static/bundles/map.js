// Leaflet as one module: `import L from "map"`; what to do with it is in static/js.
import "leaflet/dist/leaflet.css";

export * from "leaflet";
export { default } from "leaflet";
