import { type TextProps, TextRoute, textMetadata } from "../text-route";

export const generateMetadata = (props: TextProps) => textMetadata("privacy", props);

export default function Page(props: TextProps) {
  return TextRoute("privacy", props);
}
