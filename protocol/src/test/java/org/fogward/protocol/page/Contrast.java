package org.fogward.protocol.page;

/** Finds text whose contrast against its background is below 4.5 (WCAG 2.2, success criterion 1.4.3). */
public final class Contrast {
    public static final String SCRIPT = """
            () => {
              const parse = (text) => text.match(/[\\d.]+/g).map(Number);
              const luminance = ([r, g, b]) => [r, g, b]
                .map((value) => value / 255)
                .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
                .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
              const background = (element) => {
                for (let at = element; at; at = at.parentElement) {
                  const colour = parse(getComputedStyle(at).backgroundColor);
                  if (colour.length < 4 || colour[3] > 0) return colour;
                }
                return [255, 255, 255];
              };
              const low = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const element = node.parentElement;
                if (!node.data.trim() || !element.checkVisibility() || element.closest('noscript')) continue;
                const [a, b] = [parse(getComputedStyle(element).color), background(element)].map(luminance);
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (ratio < 4.5) low.push(node.data.trim() + ': ' + ratio.toFixed(2));
              }
              return low;
            }
            """;

    private Contrast() {}
}
