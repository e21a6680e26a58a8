import { demoSecret } from "../prisma/seed/demo/cast";
import { codeAt } from "../src/platform/security/totp";

// npm run demo:code: what the authenticator app of every invented person shows now.
console.log(
  `${codeAt(demoSecret, new Date())}  (each code opens one door once; the next comes in ${30 - (Math.floor(Date.now() / 1000) % 30)} s)`,
);
