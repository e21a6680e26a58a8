import { RetentionTable } from "@/accounts/retention/components/retention-table";
import { retentionRules } from "@/accounts/retention/queries";
import { languageOf } from "@/app/address";
import { type TextProps, TextRoute, textMetadata } from "../text-route";

export const generateMetadata = (props: TextProps) => textMetadata("privacy", props);

export default async function Page(props: TextProps) {
  languageOf((await props.params).locale);
  const children = <RetentionTable rules={await retentionRules()} />;
  return TextRoute("privacy", props, { children, tags: ["retention"] });
}
