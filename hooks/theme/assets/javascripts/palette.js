/* Applies the remembered colour scheme before the page is painted (Material does it inline). */
"use strict";
{
  const stored = window.__md_get("__palette");
  let color = stored && stored.color;
  if (!color || color.media === "(prefers-color-scheme)") {
    const scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const input = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${scheme})"]`);
    if (input) {
      color = { scheme: input.dataset.mdColorScheme, primary: input.dataset.mdColorPrimary, accent: input.dataset.mdColorAccent };
    }
  }
  for (const [name, value] of Object.entries(color || {})) {
    if (name !== "media") document.body.setAttribute(`data-md-color-${name}`, value);
  }
}
