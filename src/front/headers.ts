const everyPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/** Public pages: nothing inline, nothing from elsewhere, no frame, forms only to us. */
const publicPolicy = `${everyPolicy}; script-src 'self'`;

/** On every answer, whatever it is. */
export const securityHeaders: Record<string, string> = {
  "Content-Security-Policy": publicPolicy,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
};

/** Pages of one person: kept by nobody, scripts only those that carry this answer's nonce, addresses told to no one. */
export const personalHeaders = (nonce: string): Record<string, string> => ({
  "Content-Security-Policy": `${everyPolicy}; script-src 'nonce-${nonce}' 'strict-dynamic'; worker-src 'self'`,
  "Cache-Control": "no-store",
  "Referrer-Policy": "same-origin",
  "X-Robots-Tag": "noindex",
});

/** A person's file: saved, never shown by the browser as part of this site. */
export const fileHeaders: Record<string, string> = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex",
};

/**
 * The worker that unpacks images: codecs are WebAssembly, which is let run there alone. A worker keeps to the policy of
 * its own file, so the page's stays as it is.
 */
export const decoderHeaders: Record<string, string> = {
  "Content-Security-Policy":
    "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
};

/** One copy for everybody, asked for again each time so that a change shows at once. */
export const pageCaching = "public, no-cache";
export const assetCaching = "public, max-age=31536000, immutable";
