import { describe, expect, test } from "vitest";
import { changePassword } from "@/accounts/passwords/commands";
import { proveByPassword, signInWithPassword } from "@/accounts/sessions/commands";
import { arrive, from, holder, newEmail, one } from "../support/people";

describe("a new password", () => {
  test.each([
    ["tooShort", "elf zeichen"],
    ["tooLong", "lang ".repeat(41)],
    ["common", "password1234"],
    ["common", "1234567890123"],
    ["common", "aaaaaaaaaaaaaaaa"],
    ["common", "abcabcabcabcabc"],
    ["common", "Qwertyuiop123!"],
    ["common", "!!lombardia2026"],
    ["likeYou", "melusine.hexenbein"],
    ["likeYou", "Melusine.Hexenbein@post.example"],
    ["likeYou", "MelusineHexenbein1"],
  ])("is refused as %s: %s", async (problem, typed) => {
    const who = await arrive("patient", {
      email: `melusine.hexenbein@post${newEmail().replaceAll(/\D/g, "")}.example`,
      name: "Melusine Hexenbein",
    });
    const answer = await changePassword(
      holder(who),
      typed.replace("@post.example", who.email.slice(who.email.indexOf("@"))),
    );
    expect(answer).toEqual({ ok: false, reason: problem });
  });

  test.each([
    ["zwölf Signs!"],
    ["passwort mit Umlauten äöü"],
    ["密码是十二个字以上的一句话"],
    ["طريق طويل إلى البحر"],
    ["aaa bbb ccc ddd eee"],
  ])("is taken, and opens the door: %s", async (typed) => {
    const who = await arrive();
    expect(await changePassword(holder(who), typed)).toMatchObject({ ok: true });
    // Typed on a keyboard that puts signs together differently, it is the same.
    expect(await signInWithPassword(who.email, typed.normalize("NFD"), from())).toMatchObject({
      ok: true,
    });
    expect(await proveByPassword(holder(who), `${typed} `)).toEqual({ ok: false, reason: "wrong" });
    const { hash } = await one<{ hash: string }>(
      "SELECT password_hash AS hash FROM people WHERE id = $1",
      [who.personId],
    );
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
