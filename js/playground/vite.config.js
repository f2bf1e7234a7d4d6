import { defineConfig } from "vite";

export default defineConfig({
  base: "./", // it can lie in any folder of any host
  build: { target: "es2022", modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  worker: { format: "es" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  optimizeDeps: { exclude: ["willpass"] },
});
