/** Public pages: nothing inline, nothing from elsewhere, no frame, forms only to us. */
const publicPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/** On every answer, whatever it is. */
export const securityHeaders: Record<string, string> = {
  "Content-Security-Policy": publicPolicy,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
};

/** One copy for everybody, asked for again each time so that a change shows at once. */
export const pageCaching = "public, no-cache";
export const assetCaching = "public, max-age=31536000, immutable";
